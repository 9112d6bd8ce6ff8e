//! Files and folders to write to, made anew: what a link that bears the name leads to, which may lie anywhere, is left
//! alone.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// A new file in place of what bears its name, a link among others.
#[cfg(feature = "cli")]
pub(crate) fn create(path: &Path) -> io::Result<File> {
    gone(fs::remove_file(path))?;
    File::create_new(path)
}

/// A new file with this text, as [`create`] makes it.
#[cfg(feature = "cli")]
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    io::Write::write_all(&mut create(path)?, text.as_bytes())
}

/// A new folder in place of the one that bears its name, with those above it.
#[cfg(feature = "corpus")]
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    gone(fs::remove_dir_all(path))?;
    if let Some(parent) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    fs::create_dir(path)
}

/// What was not there is gone as well.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(all(test, unix, feature = "cli"))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_a_link_leads_to_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("operative-fresh-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder that can be made");
        let (link, other) = (folder.join("link"), folder.join("other"));
        fs::write(&other, "as it was").expect("a file that can be written");
        symlink(&other, &link).expect("a link that can be made");
        write(&link, "new").expect("a new file");
        let text = |path| fs::read_to_string(path).expect("a text");
        assert_eq!(
            (text(&link), text(&other)),
            ("new".into(), "as it was".into())
        );
        fs::remove_dir_all(&folder).expect("a folder that can be removed");
    }
}
