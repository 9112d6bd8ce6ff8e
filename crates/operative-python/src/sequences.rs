//! Sequences of what a resolution holds: they index, slice and iterate as tuples do.

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PySlice, PyTuple};

use crate::diagnostic::Diagnostic;
use crate::footnote::{Call, Footnote};
use crate::paragraph::Paragraph;
use crate::place::Place;
use crate::reference::Reference;
use crate::resolution::Resolution;

/// What stands between the brackets of an index.
#[derive(FromPyObject)]
enum Index<'py> {
    At(isize),
    Slice(Bound<'py, PySlice>),
}

macro_rules! sequence {
    ($(#[$doc:meta])* $name:ident of $item:ident) => {
        $(#[$doc])*
        #[pyclass(frozen, eq, hash, sequence, module = "operative")]
        pub(crate) struct $name {
            resolution: Py<Resolution>,
            indices: Vec<u32>,
        }

        impl $name {
            pub(crate) const fn new(resolution: Py<Resolution>, indices: Vec<u32>) -> Self {
                Self { resolution, indices }
            }

            fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
                let items = self.indices.iter().map(|index| self.item(py, *index));
                PyTuple::new(py, items)
            }

            fn item(&self, py: Python<'_>, index: u32) -> $item {
                $item(Place::new(self.resolution.clone_ref(py), index))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.indices == other.indices && self.resolution.get() == other.resolution.get()
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.resolution.get().hash(state);
                self.indices.hash(state);
            }
        }

        #[pymethods]
        impl $name {
            fn __len__(&self) -> usize {
                self.indices.len()
            }

            fn __getitem__<'py>(&self, py: Python<'py>, index: Index<'py>) -> PyResult<Bound<'py, PyAny>> {
                match index {
                    Index::At(at) => {
                        let length = self.indices.len() as isize;
                        let from_start = if at < 0 { at + length } else { at };
                        let index = usize::try_from(from_start).ok().and_then(|at| self.indices.get(at));
                        let index = index.ok_or_else(|| PyIndexError::new_err(format!(
                            "index {at} is out of range: there are {length}",
                        )))?;
                        Ok(Bound::new(py, self.item(py, *index))?.into_any())
                    }
                    Index::Slice(slice) => {
                        let slice = slice.indices(self.indices.len() as isize)?;
                        let places = (0..slice.slicelength as isize).map(|step| slice.start + step * slice.step);
                        let indices = places.map(|place| self.indices[place as usize]).collect();
                        let part = Self::new(self.resolution.clone_ref(py), indices);
                        Ok(Bound::new(py, part)?.into_any())
                    }
                }
            }

            fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
                self.tuple(py)?.try_iter()
            }

            fn __reversed__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
                let items = self.indices.iter().rev().map(|index| self.item(py, *index));
                PyTuple::new(py, items)?.try_iter()
            }

            fn __contains__(&self, py: Python<'_>, item: Bound<'_, PyAny>) -> PyResult<bool> {
                self.tuple(py)?.contains(item)
            }

            /// The first place of an item between two places; ValueError where it is not there.
            #[pyo3(signature = (value, start=0, stop=isize::MAX))]
            fn index<'py>(
                &self,
                py: Python<'py>,
                value: Bound<'py, PyAny>,
                start: isize,
                stop: isize,
            ) -> PyResult<Bound<'py, PyAny>> {
                self.tuple(py)?.call_method1("index", (value, start, stop))
            }

            /// How many times an item is among them.
            fn count<'py>(
                &self,
                py: Python<'py>,
                value: Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                self.tuple(py)?.call_method1("count", (value,))
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let mut lines = vec![format!("<{} {}", self.indices.len(), stringify!($name))];
                for item in self.tuple(py)? {
                    lines.push(format!("  {}", item.repr()?));
                }
                Ok(lines.join("\n") + ">")
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
                let rebuild = py.import("operative._native")?.getattr(stringify!($name))?;
                let rebuild = rebuild.getattr("_of")?;
                (rebuild, (&self.resolution, self.indices.clone())).into_pyobject(py)
            }

            #[staticmethod]
            fn _of(py: Python<'_>, resolution: Py<Resolution>, indices: Vec<u32>) -> PyResult<Self> {
                for index in &indices {
                    crate::place::item(py, stringify!($item), resolution.clone_ref(py), *index)?;
                }
                Ok(Self::new(resolution, indices))
            }
        }
    };
}

sequence! {
    /// Paragraphs of a resolution, as a sequence.
    ///
    /// >>> import operative
    /// >>> resolution = operative.parse("1. Decides to act.\n\n2. Decides to read.\n")
    /// >>> len(resolution.operative), resolution.operative[-1].text
    /// (2, 'Decides to read.')
    /// >>> resolution.operative[:1]
    /// <1 Paragraphs
    ///   <Paragraph operative 1. 'Decides to act.'>>
    Paragraphs of Paragraph
}

sequence! {
    /// Footnotes of a resolution, as a sequence.
    Footnotes of Footnote
}

sequence! {
    /// Calls of footnotes, as a sequence.
    Calls of Call
}

sequence! {
    /// References of a resolution, as a sequence.
    References of Reference
}

sequence! {
    /// What there is to say about a resolution's source, as a sequence.
    Diagnostics of Diagnostic
}
