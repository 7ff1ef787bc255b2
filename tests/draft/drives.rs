//! USB sticks by name, of a made-up computer: what counts as one, what it is called, what lies on it.
#![cfg(unix)]

use std::fs;

use crate::common::sticks::Sticks;

#[test]
fn sticks_are_known_by_their_labels_wherever_they_are_mounted() {
    let computer = Sticks::none()
        .with("run/media/li/KINGSTON", "sdb1", "pci0/usb1", "1")
        .labelled("sdb1", "工作\\x20盘")
        // A hard disk on a cable says that nothing can be taken out of it.
        .with("media/li/Data Disk", "sdc1", "pci0/usb2", "0")
        .with("mnt/card", "mmcblk1", "pci0/mmc0", "1")
        .with("run/media/li/Second", "sdd1", "pci0/ata2", "0")
        // Started from a stick: nobody pulls that out.
        .with("boot", "sde1", "pci0/usb3", "1")
        .with("srv", "sdf1", "pci0/ata3", "0");
    let names: Vec<String> = computer.drives().list().into_iter().map(|drive| drive.name).collect();
    assert_eq!(names, ["U盘 Data Disk", "U盘 card", "U盘 工作 盘", "磁盘 Second"]);
}

#[test]
fn a_file_lies_on_the_stick_that_holds_it() {
    let computer = Sticks::one("甲").with("run/media/li/Second", "sdd1", "pci0/ata2", "0");
    let on = |path: &str| computer.drives().holding(&computer.path(path)).map(|drive| drive.name);
    fs::create_dir_all(computer.stick().join("年报")).unwrap();
    fs::create_dir_all(computer.path("run/media/li/U10")).unwrap();
    for (path, expect) in [
        ("run/media/li/U1/稿.ron", Some("U盘 甲")),
        ("run/media/li/U1/年报/稿.ron", Some("U盘 甲")),
        ("run/media/li/U10/稿.ron", None),
        ("run/media/li/Second/稿.ron", None),
        ("稿.ron", None),
        ("没有/的/文件夹/稿.ron", None),
    ] {
        assert_eq!(on(path).as_deref(), expect, "{path}");
    }
}

#[test]
fn two_of_one_name_are_told_apart_and_nothing_told_is_nothing_plugged_in() {
    let computer = Sticks::none()
        .with("run/media/li/U1", "sdb1", "pci0/usb1", "1")
        .labelled("sdb1", "盘")
        .with("run/media/li/盘", "sdc1", "pci0/usb2", "1");
    let names: Vec<String> = computer.drives().list().into_iter().map(|drive| drive.name).collect();
    assert_eq!(names, ["U盘 盘（U1）", "U盘 盘（盘）"]);
    fs::write(computer.path("proc/self/mountinfo"), "no line of the kind\n - \n").unwrap();
    assert_eq!(computer.drives().list(), []);
    assert_eq!(nianbao::store::drives::Drives::default().list(), []);
}
