//! Dates as the panel writes them. The imitated server lives in UTC.

/// Year, month, day, hour, minute, second, weekday (0 = Sunday) of an epoch in seconds.
fn civil(seconds: i64) -> (i64, i64, i64, i64, i64, i64, i64) {
    let days = seconds.div_euclid(86_400);
    let rest = seconds.rem_euclid(86_400);
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    (year, month, day, rest / 3600, rest / 60 % 60, rest % 60, (days + 4).rem_euclid(7))
}

/// `2026/11/22 10:38:38`, as in the panel's log.
pub fn slashed(ms: i64) -> String {
    let (y, mo, d, h, mi, s, _) = civil(ms.div_euclid(1000));
    format!("{y:04}/{mo:02}/{d:02} {h:02}:{mi:02}:{s:02}")
}

/// `2026-11-22 10:38:38`, as in lists of addresses.
pub fn dashed(ms: i64) -> String {
    let (y, mo, d, h, mi, s, _) = civil(ms.div_euclid(1000));
    format!("{y:04}-{mo:02}-{d:02} {h:02}:{mi:02}:{s:02}")
}

/// `2026-11-22_103838`, as in names of backups.
pub fn compact(ms: i64) -> String {
    let (y, mo, d, h, mi, s, _) = civil(ms.div_euclid(1000));
    format!("{y:04}-{mo:02}-{d:02}_{h:02}{mi:02}{s:02}")
}

/// `2026-11-22T10:39:31.073595Z`, as in Xray's access log.
pub fn iso_micros(ms: i64, micros: i64) -> String {
    let (y, mo, d, h, mi, s, _) = civil(ms.div_euclid(1000));
    format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}.{:03}{micros:03}Z", ms.rem_euclid(1000))
}

/// `2026-11-22T10:39:31Z`, as in certificates.
pub fn iso(ms: i64) -> String {
    format!("{}Z", dashed(ms).replace(' ', "T"))
}

/// `Sun, 22 Nov 2026 16:38:31 GMT`, as in cookies.
pub fn http(ms: i64) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (y, mo, d, h, mi, s, w) = civil(ms.div_euclid(1000));
    format!("{}, {d:02} {} {y:04} {h:02}:{mi:02}:{s:02} GMT", DAYS[w as usize], MONTHS[mo as usize - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_instants() {
        assert_eq!(http(1), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(slashed(1_795_343_918_000), "2026/11/22 10:38:38");
        assert_eq!(compact(951_782_400_000), "2000-02-29_000000");
    }
}
