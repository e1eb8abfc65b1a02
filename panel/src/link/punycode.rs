//! International names in their ASCII form (RFC 3492). Letters are lowered, as IDNA wants; it does not compose them
//! (NFC), because names people type or paste come composed already, and the tables would weigh more than the rest.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

/// A whole name, label by label. `None` for a label too strange to encode.
pub(super) fn name(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len() + 8);
    for (index, part) in name.split(['.', '。', '．', '｡']).enumerate() {
        if index > 0 {
            out.push('.');
        }
        label(&part.to_lowercase(), &mut out)?;
    }
    Some(out)
}

fn label(label: &str, out: &mut String) -> Option<()> {
    if label.is_ascii() {
        out.push_str(label);
        return Some(());
    }
    out.push_str("xn--");
    out.extend(label.chars().filter(char::is_ascii));
    let basic = u32::try_from(label.chars().filter(char::is_ascii).count()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let length = u32::try_from(label.chars().count()).ok()?;
    let (mut n, mut delta, mut bias, mut done) = (128u32, 0u32, 72u32, basic);
    while done < length {
        let next = label.chars().map(u32::from).filter(|code| *code >= n).min()?;
        delta = delta.checked_add(next.checked_sub(n)?.checked_mul(done + 1)?)?;
        n = next;
        for code in label.chars().map(u32::from) {
            if code < n {
                delta = delta.checked_add(1)?;
            } else if code == n {
                integer(delta, bias, out);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n = n.checked_add(1)?;
    }
    Some(())
}

fn integer(mut value: u32, bias: u32, out: &mut String) {
    let mut k = BASE;
    loop {
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if value < threshold {
            out.push(digit(value));
            return;
        }
        out.push(digit(threshold + (value - threshold) % (BASE - threshold)));
        value = (value - threshold) / (BASE - threshold);
        k += BASE;
    }
}

fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, BASE).unwrap_or('0')
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::name;

    /// Pairs published by IANA for its internationalised test domains, and from RFC 3492 §7.1.
    #[test]
    fn published_names() {
        for (unicode, ascii) in [
            ("Bücher.example", "xn--bcher-kva.example"),
            ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
            ("例子.测试", "xn--fsqu00a.xn--0zwm56d"),
            ("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv"),
            ("실례.테스트", "xn--9n2bp8q.xn--9t4b11yi5a"),
            ("παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp"),
            ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"),
            ("plain.example", "plain.example"),
        ] {
            assert_eq!(name(unicode).unwrap(), ascii);
        }
    }
}
