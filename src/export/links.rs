//! Addresses of web pages and mailboxes in a text, which lead there in the file. Only what can be nothing else is one:
//! a place with its scheme or `www.`, a host of the government, a mailbox.

use std::ops::Range;

/// What a web address begins with, where it says so.
const SCHEMES: [&str; 2] = ["https://", "http://"];
/// How the hosts of the government end.
const GOVERNMENT: &str = ".gov.cn";
/// What a mailbox stands behind.
const BEFORE_ADDRESS: [char; 8] = [':', ';', ',', '(', '[', '=', '/', '?'];
/// What is longer, in characters, is no address that anybody prints.
const LONGEST: usize = 2_000;

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The characters that it is, counted from the start of the text.
    pub chars: Range<usize>,
    /// Where it leads to (RFC 3986).
    pub uri: String,
    /// What is said to those who cannot see it.
    pub words: String,
}

/// The addresses in a text, in their order.
pub(super) fn links(text: &[char]) -> Vec<Link> {
    let mut links = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let length = text[start..].iter().take_while(|c| of_address(**c)).count();
        if length <= LONGEST {
            let word = &text[start..start + length];
            let before = word.iter().take_while(|c| !c.is_ascii_alphanumeric()).count();
            links.extend(link(start + before, trimmed(&word[before..])));
        }
        start += length.max(1);
    }
    links
}

/// The link that a word at this place of a text is, or ends with: `E-mail:a@b.cn`.
fn link(start: usize, word: &[char]) -> Option<Link> {
    let whole: String = word.iter().collect();
    let scheme = SCHEMES.iter().filter_map(|scheme| whole.find(scheme)).min();
    let mailbox = whole.find('@').map(|at| whole[..at].rfind(BEFORE_ADDRESS).map_or(0, |before| before + 1));
    let bare = whole.find(|c: char| c.is_ascii_alphanumeric());
    // All of them are of one byte.
    let place = |from: usize| (start + from..start + whole.len(), &whole[from..]);
    let web = scheme.or(bare).map(place).and_then(|(chars, said)| Some((chars, said, web_address(said)?)));
    if let Some((chars, said, uri)) = web {
        return Some(Link { chars, words: format!("网页：{said}"), uri });
    }
    let (chars, said) = mailbox.map(place)?;
    is_mailbox(said).then(|| Link { chars, words: format!("邮箱：{said}"), uri: format!("mailto:{said}") })
}

/// What stands in addresses (RFC 3986 §2): everything else ends one.
fn of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// A word without the marks of the sentence around it.
fn trimmed(word: &[char]) -> &[char] {
    let mut end = word.len();
    while let Some(last) = word[..end].last() {
        let count = |c: char| word[..end].iter().filter(|other| **other == c).count();
        let is_closing =
            (*last == ')' && count(')') > count('(')) || (*last == ']' && count(']') > count('['));
        if !is_closing && !".,;:!?'(".contains(*last) {
            break;
        }
        end -= 1;
    }
    &word[..end]
}

/// Where a word leads to, if it is the address of a web page.
fn web_address(word: &str) -> Option<String> {
    let scheme = SCHEMES.iter().find(|scheme| word.starts_with(**scheme));
    let rest = scheme.map_or(word, |scheme| &word[scheme.len()..]);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (name, port) = rest[..end].split_once(':').unwrap_or((&rest[..end], "80"));
    let is_port = !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit());
    let is_known = name.starts_with("www.") || name.ends_with(GOVERNMENT);
    let may_be = match scheme {
        Some(_) => is_host(name) || is_number(name),
        None => is_known && is_host(name),
    };
    (is_port && may_be).then(|| match scheme {
        Some(_) => word.to_owned(),
        None => format!("http://{word}"),
    })
}

fn is_mailbox(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_name) && is_host(host)
}

/// Whether it is the name of a host: labels with points between them, the last one of letters.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        let of_label = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !label.is_empty() && label.bytes().all(of_label) && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_top = last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic());
    name.contains('.') && is_top && name.split('.').all(is_label)
}

/// Whether it is the number of a host: `10.0.0.1`.
fn is_number(name: &str) -> bool {
    name.split('.').count() == 4 && name.split('.').all(|part| part.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::links;

    /// Each address with where it leads to.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let chars: Vec<char> = text.chars().collect();
        let found = links(&chars);
        let found: Vec<(String, &str)> =
            found.iter().map(|l| (chars[l.chars.clone()].iter().collect(), l.uri.as_str())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(said, uri)| (said.as_str(), *uri)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn addresses_are_found_and_nothing_else() {
        check(
            "（网址：http://www.wenzhou.gov.cn/col/col1229277763/index.html），",
            &[(
                "http://www.wenzhou.gov.cn/col/col1229277763/index.html",
                "http://www.wenzhou.gov.cn/col/col1229277763/index.html",
            )],
        );
        check("见www.huaian.gov.cn。", &[("www.huaian.gov.cn", "http://www.huaian.gov.cn")]);
        check("(www.shyp.gov.cn).", &[("www.shyp.gov.cn", "http://www.shyp.gov.cn")]);
        check("wjw.beijing.gov.cn:80/a", &[("wjw.beijing.gov.cn:80/a", "http://wjw.beijing.gov.cn:80/a")]);
        check(
            "网址:http://10.0.0.1:8080/a?b=c#d",
            &[("http://10.0.0.1:8080/a?b=c#d", "http://10.0.0.1:8080/a?b=c#d")],
        );
        check("url=https://a.com/x", &[("https://a.com/x", "https://a.com/x")]);
        check("邮箱：wzrsjb@126.com，", &[("wzrsjb@126.com", "mailto:wzrsjb@126.com")]);
        check(
            "E-mail:a@b.cn、(网址:www.a.cn)",
            &[("a@b.cn", "mailto:a@b.cn"), ("www.a.cn", "http://www.a.cn")],
        );
        check("x_y.z+1@vip.qq.com。", &[("x_y.z+1@vip.qq.com", "mailto:x_y.z+1@vip.qq.com")]);
        for text in [
            "3.5万元、2024.1.31、0577-88890123",
            "http://、https://localhost、http://www.、www.x",
            "a@b、@126.com、a@126.、a@b@126.com、甲@乙.cn",
            "http://a.gov.cn:/、http://a.gov.cn:123456/、index.html、V1.2.rar",
            "http://256.1.1.1/",
        ] {
            check(text, &[]);
        }
    }
}
