//! The program is offline, and what it writes says nothing of who wrote it where: no crate in it speaks over the net, no
//! source asks to, and neither a published copy nor a draft has the user, the computer or a folder in it.

use std::{
    collections::BTreeSet,
    env, fs,
    io::{Cursor, Read as _},
    path::Path,
    process::Command,
};

use lopdf::{Document, Object};
use tempfile::{TempDir, tempdir};
use zip::ZipArchive;

use crate::{features::crates, tidy::sources};

/// Crates, by how their names begin, that speak HTTP or another protocol of the net, encrypt what is sent, or find hosts
/// by their names.
const OF_THE_NET: &[&str] = &[
    "actix",
    "attohttpc",
    "aws-lc",
    "awc",
    "boring",
    "c-ares",
    "curl",
    "domain",
    "ftp",
    "git2",
    "grpc",
    "h2",
    "h3",
    "hickory",
    "http",
    "hyper",
    "isahc",
    "lettre",
    "libssh",
    "minreq",
    "mqtt",
    "native-tls",
    "neqo",
    "oauth",
    "openssl",
    "paho",
    "quiche",
    "quinn",
    "reqwest",
    "ring",
    "rumqtt",
    "rustls",
    "s2n",
    "schannel",
    "security-framework",
    "self_update",
    "sentry",
    "socket2",
    "socks",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio-tungstenite",
    "tonic",
    "trust-dns",
    "tungstenite",
    "ureq",
    "warp",
    "webpki",
    "websocket",
    "opentelemetry",
];

/// Crates that know sockets, each with the features by which it would reach other computers, and why it is in the program
/// without them.
const WITHOUT: &[(&str, &[&str], &str)] = &[
    ("tokio", &["net", "full"], "timers on the web, which no desktop has: under wasm-bindgen-futures"),
    ("zbus", &["tcp", "tokio", "vsock"], "the bus of the desktop, over a socket of the computer's own"),
    ("async-io", &[], "waits for that bus: under zbus; it finds no host by its name"),
    ("rustix", &[], "calls of the system, those of that bus and of the display among them"),
    ("nix", &["net", "socket"], "times of files: under zip"),
];

/// What the standard library calls sockets and the addresses of hosts.
const SOCKETS: &[&str] = &[
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "SocketAddr",
    "UnixStream",
    "UnixListener",
    "UnixDatagram",
];

fn is_of_the_net(name: &str) -> bool {
    let is = |known: &&str| {
        name == *known || name.strip_prefix(*known).is_some_and(|rest| rest.starts_with(['-', '_']))
    };
    OF_THE_NET.iter().any(is)
}

/// Whether other systems are looked at too: their crates are not there where the program was only built for this one.
fn looks_at_every_system() -> bool {
    env::var_os("NIANBAO_TARGETS").is_some()
}

/// The crates of the program, each once as `name version` with its features.
fn of_the_program() -> Vec<(String, BTreeSet<String>)> {
    let all = crates("normal,no-proc-macro", looks_at_every_system().then_some("all")).into_iter();
    let split = |lists: BTreeSet<String>| {
        lists.iter().flat_map(|list| list.split([',', ' '])).map(str::to_owned).collect()
    };
    all.map(|(name, lists)| (name, split(lists))).collect()
}

fn name_of(krate: &str) -> &str {
    krate.split(' ').next().unwrap_or(krate)
}

#[test]
fn no_crate_of_the_program_speaks_over_the_net() {
    let all = of_the_program();
    assert!(all.len() > 200, "the crates are found: {}", all.len());
    let speaks: Vec<&str> =
        all.iter().map(|(name, _)| name_of(name)).filter(|name| is_of_the_net(name)).collect();
    assert!(speaks.is_empty(), "{speaks:?}");
    for (name, features) in &all {
        let without = WITHOUT.iter().find(|(known, ..)| *known == name_of(name));
        let on = without.and_then(|(_, banned, _)| banned.iter().find(|banned| features.contains(**banned)));
        assert!(on.is_none(), "{name} has {on:?}");
    }
    for (known, _, why) in WITHOUT.iter().filter(|_| looks_at_every_system()) {
        assert!(all.iter().any(|(name, _)| name_of(name) == *known), "{known} ({why}) is gone");
    }
}

#[test]
fn crates_of_the_net_are_known_by_their_names() {
    for name in [
        "ureq",
        "ureq-proto",
        "rustls",
        "rustls-webpki",
        "hickory-resolver",
        "hyper-util",
        "h2",
        "http",
        "http-body",
    ] {
        assert!(is_of_the_net(name), "{name}");
    }
    for name in
        ["httparse5", "h264", "stringprep", "web_atoms", "scoped-tls", "string_cache", "zbus", "async-io"]
    {
        assert!(!is_of_the_net(name), "{name}");
    }
}

#[test]
fn no_source_names_a_socket() {
    for source in sources() {
        let named = SOCKETS.iter().find(|name| source.code.contains(**name));
        assert!(named.is_none(), "{} names {named:?}", source.path);
    }
}

/// Words that nothing but this test has, for the user, the computer and a folder.
const MARKERS: [&str; 4] = ["mkuserzqx", "mkhostzqx", "mkfolderzqx", "机密夹"];

/// A folder with a telling name and a copy of an example in it.
fn telling_folder() -> (TempDir, std::path::PathBuf) {
    let place = tempdir().unwrap();
    let folder = place.path().join("mkfolderzqx").join("机密夹");
    fs::create_dir_all(&folder).unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples/wenzhou-2022.ron");
    fs::copy(example, folder.join("2022年度.ron")).unwrap();
    (place, folder)
}

/// Runs a command as a user and on a computer with telling names; paths are given whole.
fn run(folder: &Path, command: &str, names: &[&str]) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    for name in ["USER", "USERNAME", "LOGNAME"] {
        program.env(name, "mkuserzqx");
    }
    for name in ["HOSTNAME", "COMPUTERNAME", "HOST"] {
        program.env(name, "mkhostzqx");
    }
    for name in
        ["HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA", "TMPDIR"]
    {
        program.env(name, folder);
    }
    let paths = names.iter().map(|name| if name.starts_with("--") { name.into() } else { folder.join(name) });
    let output = program.arg(command).args(paths).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{command} {names:?}: {said}");
}

/// Everything that a file says, packed or not: its bytes, the parts of an archive with their names, and the streams and
/// texts of a PDF.
fn all_of(bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    if bytes.starts_with(b"PK") {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).unwrap();
            all.extend(part.name().unwrap().bytes());
            part.read_to_end(&mut all).unwrap();
        }
    }
    if bytes.starts_with(b"%PDF") {
        let pdf = Document::load_mem(bytes).unwrap();
        pdf.objects
            .values()
            .chain(pdf.trailer.iter().map(|(_, object)| object))
            .for_each(|o| add(o, &mut all));
    }
    all
}

/// Adds what an object of a PDF says, its texts as UTF-8.
fn add(object: &Object, all: &mut Vec<u8>) {
    match object {
        Object::String(bytes, _) => {
            all.extend(bytes);
            all.extend(lopdf::decode_text_string(object).unwrap_or_default().bytes());
        }
        Object::Name(name) => all.extend(name),
        Object::Array(items) => items.iter().for_each(|item| add(item, all)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, entry)| add(entry, all)),
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, entry)| add(entry, all));
            all.extend(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
        }
        _ => {}
    }
}

/// What of the markers, or of this computer itself, a file says.
fn told(bytes: &[u8], place: &Path) -> Vec<String> {
    let machine = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let real =
        [machine.trim().to_owned(), place.display().to_string(), env!("CARGO_MANIFEST_DIR").to_owned()];
    // A computer may be called as any word is.
    let real = real.into_iter().filter(|word| word.len() > 5 && word != "localhost");
    let words = MARKERS.iter().map(|&marker| marker.to_owned()).chain(real);
    let all = all_of(bytes);
    words.filter(|word| says(&all, word)).collect()
}

/// Whether a word stands there, in UTF-8 or in either kind of UTF-16.
fn says(bytes: &[u8], word: &str) -> bool {
    let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let stands = |sought: &[u8]| bytes.windows(sought.len()).any(|piece| piece == sought);
    [word.as_bytes(), &little, &big].into_iter().any(stands)
}

#[test]
fn a_published_copy_says_nothing_of_user_computer_or_folder() {
    let (place, folder) = telling_folder();
    for to in ["报告.txt", "报告.html", "报告.docx", "报告.json", "报告.pdf", "报告.ofd"] {
        run(&folder, "export", &["2022年度.ron", to]);
        let told = told(&fs::read(folder.join(to)).unwrap(), place.path());
        assert!(told.is_empty(), "{to} says {told:?}");
    }
    run(&folder, "export", &["2022年度.ron", "送审.pdf", "--sign-off", "--bundled-fonts"]);
    let told = told(&fs::read(folder.join("送审.pdf")).unwrap(), place.path());
    assert!(told.is_empty(), "the copy for signature says {told:?}");
}

#[test]
fn a_draft_says_nothing_of_user_computer_or_folder() {
    let (place, folder) = telling_folder();
    run(&folder, "roll", &["2022年度.ron", "2023年度.ron"]);
    run(&folder, "export", &["2022年度.ron", "公布.html"]);
    run(&folder, "import", &["公布.html", "读入.ron", "--json"]);
    run(&folder, "export", &["2022年度.ron", "公布.pdf"]);
    run(&folder, "import", &["公布.pdf", "读入2.ron", "--json"]);
    run(&folder, "diff", &["2022年度.ron", "2023年度.ron", "对照.html"]);
    for name in ["2023年度.ron", "读入.ron", "读入2.ron", "对照.html"] {
        let told = told(&fs::read(folder.join(name)).unwrap(), place.path());
        assert!(told.is_empty(), "{name} says {told:?}");
    }
}

/// That a marker would be found wherever it stood.
#[test]
fn what_is_packed_is_looked_into() {
    let (place, folder) = telling_folder();
    let text = fs::read_to_string(folder.join("2022年度.ron")).unwrap();
    fs::write(folder.join("另.ron"), text.replace("温州市人力资源和社会保障局", &MARKERS.concat())).unwrap();
    for to in ["另.txt", "另.html", "另.docx", "另.json", "另.pdf", "另.ofd"] {
        run(&folder, "export", &["另.ron", to]);
        assert_eq!(told(&fs::read(folder.join(to)).unwrap(), place.path()), MARKERS, "{to}");
    }
}
