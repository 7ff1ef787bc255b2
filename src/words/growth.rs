//! By how much a figure grew (增减, 增减率), as it is written everywhere.

use rust_decimal::{Decimal, RoundingStrategy};

/// What stands where there is no number to be told.
pub const NONE: &str = "—";

/// The largest share that is gone where something is left: −99.9%.
const MOST_GONE: Decimal = Decimal::from_parts(999, 0, 0, true, 1);

/// A difference with its sign in front: `+6`, `−2`, `0`.
pub fn signed(difference: Decimal) -> String {
    let number = difference.normalize();
    if number.is_zero() { "0".to_owned() } else { with_sign(&number.to_string()) }
}

/// A difference as a share of what was there before, with one decimal place, 0.05 up as by hand: `+60.0%`; `−100.0%`
/// only where nothing is left; `None` where nothing was there.
pub fn share(difference: Decimal, then: Decimal) -> Option<String> {
    let share = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(then)?;
    let share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    // Where something is left, not all of it is gone.
    let share = if share == -Decimal::ONE_HUNDRED && difference != -then { MOST_GONE } else { share };
    Some(if share.is_zero() { "0.0%".to_owned() } else { format!("{}%", with_sign(&format!("{share:.1}"))) })
}

fn with_sign(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| format!("+{number}"), |digits| format!("−{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_written_with_its_sign_and_as_a_share() {
        for (then, now, by, part) in [
            ("10", "16", "+6", Some("+60.0%")),
            ("16", "10", "−6", Some("−37.5%")),
            ("3", "4", "+1", Some("+33.3%")),
            ("0", "4", "+4", None),
            ("4", "4", "0", Some("0.0%")),
            ("100000", "100001", "+1", Some("0.0%")),
            ("2000", "2001", "+1", Some("+0.1%")),
            ("1.50", "2.5", "+1", Some("+66.7%")),
            ("96171.6", "0", "−96171.6", Some("−100.0%")),
            ("447228", "110", "−447118", Some("−99.9%")),
        ] {
            let [then, now]: [Decimal; 2] = [then, now].map(|n| n.parse().unwrap());
            assert_eq!(signed(now - then), by, "{then} {now}");
            assert_eq!(share(now - then, then).as_deref(), part, "{then} {now}");
        }
    }
}
