//! The agency profile (机关信息) out of the opening, where it is clearly stated.

use crate::{draft::Agency, words::narrow_char};

/// No line of a profile is longer, in characters.
const LONGEST: usize = 60;

/// Fills the lines of a profile that the opening of a report states.
pub(super) fn read(opening: &str, agency: &mut Agency) {
    let opening: String = opening.chars().take(10_000).collect();
    let phone = |c: char| c.is_ascii_digit() || "-—－() （）转".contains(c);
    agency.address = stated(&opening, &["地址"], |c| !"；;，,。）)\n".contains(c));
    agency.postcode = stated(&opening, &["邮编", "邮政编码"], |c| c.is_ascii_digit());
    agency.telephone = stated(&opening, &["电话"], phone);
    agency.fax = stated(&opening, &["传真"], phone);
    agency.mail =
        stated(&opening, &["邮箱", "电子邮件"], |c| c.is_ascii_graphic() && !",;)".contains(c));
    agency.website = website(&opening);
    if agency.postcode.len() != 6 {
        agency.postcode.clear();
    }
    if !agency.mail.contains('@') {
        agency.mail.clear();
    }
}

/// What stands after one of the names, up to the first character that cannot belong to it.
fn stated(text: &str, names: &[&str], fits: impl Fn(char) -> bool) -> String {
    let after = |name: &&str| text.split_once(*name).map(|(_, rest)| rest);
    let Some(rest) = names.iter().find_map(after) else { return String::new() };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '为'));
    let value: String = rest.chars().map(narrow_char).take_while(|c| fits(*c)).take(LONGEST).collect();
    let value = value.trim().trim_end_matches(['(', '（', '-']).trim();
    // A bracket that closes the whole remark belongs to none of its parts.
    let open = value.contains(['(', '（']);
    if open { value.to_owned() } else { value.trim_end_matches([')', '）']).trim().to_owned() }
}

fn website(text: &str) -> String {
    let start = ["http://", "https://", "www."].iter().filter_map(|p| text.find(p)).min();
    let rest = start.map_or("", |at| &text[at..]);
    rest.chars().take_while(|c| c.is_ascii_graphic() && !"(),;<>\"".contains(*c)).take(LONGEST * 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_opening_states_is_taken_over() {
        let mut agency = Agency::default();
        let opening = "电子版可在门户网站(http://www.example.gov.cn)查阅。请与某局办公室联系(地址:某路303号;邮编:325000;\
                       电话:0577-89090000;传真89090100;邮箱:a@126.com)。";
        read(opening, &mut agency);
        let lines = [
            &agency.address,
            &agency.postcode,
            &agency.telephone,
            &agency.fax,
            &agency.mail,
            &agency.website,
        ];
        assert_eq!(
            lines,
            ["某路303号", "325000", "0577-89090000", "89090100", "a@126.com", "http://www.example.gov.cn"]
        );
        read("如有疑问，请来电。", &mut agency);
        assert_eq!(agency, Agency::default());
    }
}
