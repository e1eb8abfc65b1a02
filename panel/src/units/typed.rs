//! Amounts as people type them, in the digits and separators of their own language.

use super::LABELS;
use crate::model::Bytes;

/// Why a typed amount could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// It does not begin with a number.
    NotANumber,
    /// `1,500` is one and a half to some and fifteen hundred to others.
    Ambiguous,
    /// The word behind the number is no unit of data.
    Unit,
    /// More than a panel's own front end can count (8 PB).
    TooLarge,
}

/// The panel's own front end counts in floats, which are exact up to here.
const LARGEST: u128 = 1 << 53;

/// More decimals than a byte of a terabyte needs say nothing.
const DECIMALS: usize = 12;

/// Reads an amount of data: `50`, `50 GB`, `1,5`, `۵۰`, `500mb`. A bare number is in GB.
///
/// # Errors
/// What about the text is no amount.
pub fn parse(text: &str) -> Result<Bytes, Unreadable> {
    let text = ascii_digits(text);
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (number, word) = text.split_at(end);
    let (whole, decimals) = split(number.trim())?;
    let unit = unit(word.trim()).ok_or(Unreadable::Unit)?;
    let whole: u64 = if whole.is_empty() { Ok(0) } else { whole.parse() }.map_err(|_| Unreadable::TooLarge)?;
    let decimals: String = decimals.chars().take(DECIMALS).collect();
    let scale = decimals.bytes().fold(1, |scale, _| scale * 10);
    let part = decimals.parse().unwrap_or(0_u128) * unit;
    let amount = u128::from(whole) * unit + (part + scale / 2) / scale;
    match u64::try_from(amount) {
        Ok(small) if amount <= LARGEST => Ok(Bytes(small)),
        _ => Err(Unreadable::TooLarge),
    }
}

/// The text for an edit field that [`parse`] reads back as exactly this amount.
#[must_use]
pub fn typed(amount: Bytes) -> String {
    let fits = |power: &u32| {
        let unit = 1_u128 << (power * 10);
        u128::from(amount.0) >= unit && u128::from(amount.0) * 100 % unit == 0
    };
    let power = (1..=4).rev().find(fits).unwrap_or(0);
    let hundredths = (u128::from(amount.0) * 100) >> (power * 10);
    let label = LABELS.get(power as usize).copied().unwrap_or_default();
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => format!("{whole} {label}"),
        (whole, part) if part % 10 == 0 => format!("{whole}.{} {label}", part / 10),
        (whole, part) => format!("{whole}.{part:02} {label}"),
    }
}

/// Reads a whole number without a sign, in any digits.
#[must_use]
pub fn whole(text: &str) -> Option<u64> {
    let text = ascii_digits(text);
    let text = text.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The same text with Arabic, Persian, Devanagari and full-width digits as 0–9.
#[must_use]
pub fn ascii_digits(text: &str) -> String {
    let digit = |letter: char| {
        let zeros = [0x660, 0x6f0, 0x966, 0xff10];
        let place = zeros.into_iter().find_map(|zero| u32::from(letter).checked_sub(zero).filter(|place| *place < 10));
        place.and_then(|place| char::from_digit(place, 10)).unwrap_or(letter)
    };
    text.chars().map(digit).collect()
}

/// Digits before and after the decimal mark.
fn split(number: &str) -> Result<(String, String), Unreadable> {
    let (whole, decimals) = match decimal_mark(number)? {
        Some(place) => {
            let (whole, decimals) = number.split_at(place);
            let mut decimals = decimals.chars();
            decimals.next();
            (whole, decimals.as_str())
        }
        None => (number, ""),
    };
    let whole = ungrouped(whole).ok_or(Unreadable::NotANumber)?;
    let digits = decimals.bytes().all(|byte| byte.is_ascii_digit());
    if digits && !(whole.is_empty() && decimals.is_empty()) {
        Ok((whole, decimals.to_owned()))
    } else {
        Err(Unreadable::NotANumber)
    }
}

/// Where the decimals begin. Comma and dot are both marks of decimals and of thousands somewhere.
fn decimal_mark(number: &str) -> Result<Option<usize>, Unreadable> {
    let places = |wanted: &[char]| number.match_indices(wanted).map(|(place, _)| place).collect::<Vec<_>>();
    let last = |places: &[usize]| places.last().copied();
    let (arabic, commas, dots) = (places(&['\u{66b}']), places(&[',']), places(&['.']));
    match (arabic.len(), commas.len(), dots.len()) {
        (0, 1, 0) | (0, 0, 1) => {
            let place = last(&commas).max(last(&dots));
            let (head, tail) = number.split_at(place.unwrap_or_default());
            let thousands = tail.len() == 4 && !head.is_empty() && head != "0";
            if thousands { Err(Unreadable::Ambiguous) } else { Ok(place) }
        }
        (0, 1, 1) => Ok(last(&commas).max(last(&dots))),
        (0, 1, _) if last(&commas) > last(&dots) => Ok(last(&commas)),
        (0, _, 1) if last(&dots) > last(&commas) => Ok(last(&dots)),
        _ => Ok(last(&arabic)),
    }
}

/// The digits without the marks between groups of three. `None` where something else stands there.
fn ungrouped(whole: &str) -> Option<String> {
    let is_mark = |letter: char| letter.is_whitespace() || [',', '.', '\'', '’', '\u{66c}'].contains(&letter);
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let threes = groups.iter().skip(1).all(|group| group.len() == 3);
    let first = groups.first().is_some_and(|first| groups.len() == 1 || (1..=3).contains(&first.len()));
    (digits && threes && first).then(|| groups.concat())
}

/// Bytes in a unit by its name, as it is written in the languages panels are used in.
fn unit(word: &str) -> Option<u128> {
    let power = match word.to_lowercase().as_str() {
        "b" | "byte" | "bytes" | "б" | "بایت" | "بايت" => 0,
        "k" | "kb" | "kib" | "к" | "кб" | "کیلوبایت" | "كيلوبايت" => 1,
        "m" | "mb" | "mib" | "м" | "мб" | "مگ" | "مگابایت" | "ميغا" | "ميغابايت" | "ميجا" | "ميجابايت" => {
            2
        }
        "" | "g" | "gb" | "gib" | "г" | "гб" | "گیگ" | "گیگابایت" | "غيغا" | "غيغابايت" | "جيجا" | "جيجابايت" => {
            3
        }
        "t" | "tb" | "tib" | "т" | "тб" | "ترابایت" | "تيرابايت" => 4,
        _ => return None,
    };
    Some(1 << (power * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GB: u64 = 1_073_741_824;
    const MB: u64 = 1_048_576;

    #[test]
    fn amounts_are_read_as_they_are_typed() {
        for (text, amount) in [
            ("50", 50 * GB),
            (" 50 GB ", 50 * GB),
            ("50gb", 50 * GB),
            ("50 GiB", 50 * GB),
            ("1,5", 1_610_612_736),
            ("1.5", 1_610_612_736),
            (".5", 536_870_912),
            ("0.125", 134_217_728),
            ("۵۰", 50 * GB),
            ("٥٠", 50 * GB),
            ("۱٫۵ گیگ", 1_610_612_736),
            ("۵۰۰ مگابایت", 500 * MB),
            ("500mb", 500 * MB),
            ("500 МБ", 500 * MB),
            ("10 гб", 10 * GB),
            ("2t", 2_199_023_255_552),
            ("1024 B", 1024),
            ("1,234.5 mb", 1_294_467_072),
            ("1.234,5 mb", 1_294_467_072),
            ("1 500 MB", 1500 * MB),
            ("1٬500 mb", 1500 * MB),
            ("1,500,000 kb", 1_536_000_000),
            ("0", 0),
            ("0.0000001", 107),
            ("8192 tb", 9_007_199_254_740_992),
        ] {
            assert_eq!(parse(text), Ok(Bytes(amount)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_named() {
        for (text, fault) in [
            ("", Unreadable::NotANumber),
            ("GB", Unreadable::NotANumber),
            ("-5", Unreadable::NotANumber),
            (".", Unreadable::NotANumber),
            ("1.2.3", Unreadable::NotANumber),
            ("5 0", Unreadable::NotANumber),
            ("1,5,0", Unreadable::NotANumber),
            ("1٫5٫0", Unreadable::NotANumber),
            ("50%", Unreadable::NotANumber),
            ("1,500", Unreadable::Ambiguous),
            ("1.500 GB", Unreadable::Ambiguous),
            ("50 days", Unreadable::Unit),
            ("50 g b", Unreadable::Unit),
            ("8193 tb", Unreadable::TooLarge),
            ("99999999999999999999", Unreadable::TooLarge),
            ("18446744073709551615 tb", Unreadable::TooLarge),
        ] {
            assert_eq!(parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn an_amount_goes_into_a_field_and_comes_back() {
        for (amount, text) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (50 * GB, "50 GB"),
            (1_610_612_736, "1.5 GB"),
            (GB / 4, "256 MB"),
            (GB + GB / 4, "1.25 GB"),
            (GB + GB / 20, "1127428915 B"),
            (1_000_000_000, "976562.5 KB"),
            (9_007_199_254_740_992, "8192 TB"),
        ] {
            assert_eq!(typed(Bytes(amount)), text);
            assert_eq!(parse(text), Ok(Bytes(amount)), "{text}");
        }
    }

    #[test]
    fn whole_numbers_have_no_sign_and_no_word() {
        for (text, number) in [
            ("30", Some(30)),
            (" ۳۰ ", Some(30)),
            ("٣٠", Some(30)),
            ("３０", Some(30)),
            ("0030", Some(30)),
            ("", None),
            ("-1", None),
            ("+1", None),
            ("1.5", None),
            ("30d", None),
            ("18446744073709551616", None),
        ] {
            assert_eq!(whole(text), number, "{text}");
        }
    }
}
