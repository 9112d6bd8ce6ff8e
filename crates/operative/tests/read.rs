//! Reading files: what cannot be read is said, and stops nothing else.

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use operative::{ReadError, Reader};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A folder for one test, empty at first.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It is there from the last run, or not.
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder that can be made");
    path
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = folder("unreadable");
    let archive = folder.join("a.md");
    fs::write(&archive, b"PK\x03\x04").expect("a file that can be written");
    let noise = folder.join("b.md");
    fs::write(&noise, [0; 40]).expect("a file that can be written");
    for (path, message) in [
        (&folder, "this is a folder, where a file was expected"),
        (&folder.join("c.md"), "there is no such file"),
        (
            &noise,
            "expected text, found binary bytes, the first at byte 0",
        ),
    ] {
        let error = operative::read(path).expect_err("no resolution");
        assert_eq!(error.path(), path);
        assert_eq!(error.to_string(), format!("{}: {message}", path.display()));
    }
    assert!(matches!(
        operative::read(&archive),
        Err(ReadError::Unsupported { .. })
    ));
}

#[test]
fn many_files_are_taken_in_their_order() {
    let mut paths = vec![examples().join("resolution.fr.md"); 40];
    paths[7] = PathBuf::from("missing.md");
    paths[23] = examples().join("resolution.en.txt");
    let mut taken = Vec::new();
    Reader::default()
        .read_each(
            &paths,
            |path, result| (path.to_path_buf(), result.map(|it| it.language().code())),
            |item| {
                taken.push(item);
                Ok::<_, Infallible>(())
            },
        )
        .expect("nothing that stops it");
    assert!(taken.iter().map(|(path, _)| path).eq(&paths));
    for (index, (_, language)) in taken.iter().enumerate() {
        match index {
            7 => assert!(matches!(language, Err(ReadError::Missing { .. }))),
            23 => assert_eq!(language.as_ref().ok(), Some(&"en")),
            _ => assert_eq!(language.as_ref().ok(), Some(&"fr")),
        }
    }
}

#[test]
fn taking_can_stop_the_reading() {
    let paths = vec![examples().join("resolution.fr.md"); 3000];
    let mut taken = 0;
    let stopped = Reader::default().read_each(
        &paths,
        |_, _| (),
        |()| {
            taken += 1;
            if taken == 5 { Err("enough") } else { Ok(()) }
        },
    );
    assert_eq!((stopped, taken), (Err("enough"), 5));
}

#[test]
fn a_folder_stands_for_its_files_at_any_depth() {
    let folder = folder("tree");
    for name in ["b.md", "a/c.md", "a/b/d.md", ".git/e.md"] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
        fs::write(path, "").expect("a file that can be written");
    }
    let (found, errors) = operative::files([&folder, &folder.join("missing.md")]);
    assert!(errors.is_empty());
    let names = ["a/b/d.md", "a/c.md", "b.md", "missing.md"];
    assert_eq!(found, names.map(|name| folder.join(name)));
}

#[cfg(unix)]
#[test]
fn a_folder_is_not_left_for_what_links_lead_to() {
    use std::os::unix::fs::symlink;
    let (inside, outside) = (folder("links"), folder("behind-links"));
    for place in [&inside, &outside] {
        fs::write(place.join("a.md"), "1. Decides to act.").expect("a file that can be written");
    }
    for (to, name) in [
        (outside.as_path(), "other"),
        (&inside, "up"),
        (&inside, "again"),
        // It never ends.
        (Path::new("/dev/zero"), "endless.md"),
        (&outside.join("a.md"), "b.md"),
    ] {
        symlink(to, inside.join(name)).expect("a link that can be made");
    }
    let (found, errors) = operative::files([&inside]);
    assert_eq!(found, [inside.join("a.md"), inside.join("b.md")]);
    assert!(errors.is_empty());
}
