//! Characters that stand for others: traditional for simplified, the radicals that PDF files write for characters.

use std::{collections::HashMap, sync::LazyLock};

/// The characters of the Kangxi radicals U+2F00 … U+2FD5, in their order.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// Radicals of the supplement that stand for a character, a pair each.
const SUPPLEMENT: &str = "⺟母⺠民⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⻄西⻁虎⺬示⺮竹⺼肉⻌辶⻖阝⻏阝";
/// Traditional and simplified characters, a pair each; a line that begins with `#` says where they are from.
const SIMPLIFIED: &str = include_str!("simplified.txt");

static RADICALS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let kangxi = ('\u{2f00}'..='\u{2fd5}').zip(KANGXI.chars());
    kangxi.chain(pairs(SUPPLEMENT)).collect()
});

static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = SIMPLIFIED.lines().filter(|l| !l.starts_with('#'));
    lines.flat_map(pairs).collect()
});

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let mut chars = text.chars();
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
}

/// The character that a radical such as ⽂ stands for; every other character as it is.
pub fn without_radical(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fd5}' => RADICALS.get(&c).copied().unwrap_or(c),
        _ => c,
    }
}

/// The simplified form of a character that only traditional texts use; every other character as it is.
pub fn simplified(c: char) -> char {
    if is_han(c) { TRADITIONAL.get(&c).copied().unwrap_or(c) } else { c }
}

/// Whether it is a Chinese character of the basic block.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_traditional_characters_become_the_usual_ones() {
        let read = |text: &str| text.chars().map(|c| simplified(without_radical(c))).collect::<String>();
        for (text, expect) in [
            ("⼆⽂⾏⻚⻔", "二文行页门"),
            ("政府信息公開條例", "政府信息公开条例"),
            ("采購總金額", "采购总金额"),
            ("行政复议、诉讼", "行政复议、诉讼"),
            ("a1（）", "a1（）"),
        ] {
            assert_eq!(read(text), expect);
        }
    }
}
