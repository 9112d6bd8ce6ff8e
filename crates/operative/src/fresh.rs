//! Files to write to, made anew.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// A new file in place of what bears its name. A link is replaced as well: what it leads to, which may lie
/// anywhere, is left alone.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    File::create_new(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Write as _;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_a_link_leads_to_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("operative-fresh-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder that can be made");
        let (link, other) = (folder.join("link"), folder.join("other"));
        fs::write(&other, "as it was").expect("a file that can be written");
        symlink(&other, &link).expect("a link that can be made");
        let mut file = create(&link).expect("a new file");
        file.write_all(b"new").expect("a file that can be written");
        let text = |path| fs::read_to_string(path).expect("a text");
        assert_eq!(
            (text(&link), text(&other)),
            ("new".into(), "as it was".into())
        );
        fs::remove_dir_all(&folder).expect("a folder that can be removed");
    }
}
