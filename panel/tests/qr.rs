//! Codes are read back by an independent decoder.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::qr::{self, Level, Qr, TooLong};

/// Draws the code at so many pixels per module and lets the decoder find and read it.
fn scan(qr: &Qr, pixels: usize) -> String {
    let side = qr.size() * pixels;
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(
            side,
            side,
            |x, y| {
                if qr.dark(x / pixels, y / pixels) { 0 } else { 255 }
            },
        );
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

/// Draws the SVG path instead, by its own commands, and compares it with the matrix.
fn fill(qr: &Qr) -> Vec<bool> {
    let mut pixels = vec![false; qr.size() * qr.size()];
    for rectangle in qr.path().split_terminator('z') {
        let (start, sides) = rectangle.strip_prefix('M').unwrap().split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let (width, back) = sides.split_once("v1h-").unwrap();
        assert_eq!(width, back);
        let (x, y, width): (usize, usize, usize) = (x.parse().unwrap(), y.parse().unwrap(), width.parse().unwrap());
        for pixel in &mut pixels[y * qr.size() + x..][..width] {
            assert!(!*pixel);
            *pixel = true;
        }
    }
    pixels
}

fn link(bytes: usize) -> String {
    let mut text = "vless://b831381d-6324-4d53-ad4f-8cda48b30811@example.com:443?security=reality&pbk=".to_owned();
    let letters = "aZ3-_bY4%cX5=dW6&";
    text.extend(letters.chars().cycle().take(bytes - text.len()));
    text
}

#[test]
fn codes_of_every_size_are_read_back() {
    for text in [
        "a",
        "vless://…",
        "سرور ۱ 🇩🇪 ایمیل",
        "点茗 テスト 漢字",
        "ÄÖÜ éè ñ ß",
        &link(280),
        &link(364),
        &link(504),
        &link(644),
        &link(1200),
        &link(1628),
    ] {
        let qr = qr::encode(text).unwrap();
        for pixels in [3, 4] {
            assert_eq!(scan(&qr, pixels), *text, "{} bytes, {pixels} px", text.len());
        }
    }
}

/// The code the encoder makes of the same text by itself.
fn by_the_encoder(text: &str, qr: &Qr) -> Vec<bool> {
    let level = match qr.level {
        Level::L => qrcode::EcLevel::L,
        Level::M => qrcode::EcLevel::M,
        Level::Q => qrcode::EcLevel::Q,
        Level::H => qrcode::EcLevel::H,
    };
    let version = qrcode::Version::Normal(i16::try_from((qr.modules() - 17) / 4).unwrap());
    let mut bits = qrcode::bits::Bits::new(version);
    bits.push_byte_data(text.as_bytes()).unwrap();
    bits.push_terminator(level).unwrap();
    let code = qrcode::QrCode::with_bits(bits, level).unwrap();
    code.into_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect()
}

#[test]
fn the_mask_is_the_one_the_encoder_finds_best() {
    let texts = (1..=2200).step_by(61).map(|bytes| link(bytes.max(90)));
    let uniform = ["\0", " ", "U", "a"].into_iter().flat_map(|one| [40, 700, 1500].map(|times| one.repeat(times)));
    for text in texts.chain(uniform) {
        let qr = qr::encode_for(&text, 2 * 1024).unwrap();
        let own: Vec<bool> = (0..qr.modules() * qr.modules())
            .map(|at| qr.dark(at % qr.modules() + qr::QUIET, at / qr.modules() + qr::QUIET))
            .collect();
        assert!(own == by_the_encoder(&text, &qr), "{} bytes", text.len());
    }
}

#[test]
fn every_vector_makes_a_code_or_says_it_is_too_long() {
    let rows: Vec<serde_json::Value> = serde_json::from_str(include_str!("data/links/vectors.json")).unwrap();
    let mut long = Vec::new();
    for row in &rows {
        let text = row["recommended_link"].as_str().unwrap();
        match qr::encode(text) {
            Ok(qr) => assert_eq!(scan(&qr, 3), text),
            Err(TooLong { bytes, limit }) => {
                assert_eq!((bytes, limit), (text.len(), 1628));
                long.push(row["name"].as_str().unwrap());
            }
        }
    }
    // Post-quantum keys alone; both fit a picture of 1080 pixels.
    assert_eq!(long, ["vless-reality-mldsa65-verify", "vless-pq-encryption-tcp"]);
    for row in rows.iter().filter(|row| long.contains(&row["name"].as_str().unwrap())) {
        assert!(qr::encode_for(row["recommended_link"].as_str().unwrap(), 1080).is_ok());
    }
}

#[test]
fn the_level_falls_only_as_the_text_grows() {
    for (bytes, level, modules, small) in [
        (280, Level::H, 85, false),
        (281, Level::Q, 77, false),
        (364, Level::Q, 85, false),
        (365, Level::M, 77, false),
        (504, Level::M, 85, false),
        (505, Level::L, 77, false),
        (644, Level::L, 85, false),
        (645, Level::L, 89, true),
        (1628, Level::L, 133, true),
    ] {
        let qr = qr::encode(&link(bytes)).unwrap();
        assert_eq!((qr.level, qr.modules(), qr.small), (level, modules, small), "{bytes} bytes");
        let module = 288.0 / qr.size() as f64;
        assert!(if small { module >= 2.0 } else { module >= 3.0 }, "{module} px");
    }
    assert_eq!(qr::encode(&link(1629)).err(), Some(TooLong { bytes: 1629, limit: 1628 }));
}

/// Byte capacities of ISO/IEC 18004, table 7, at the ends of the count field's width and of the standard itself.
#[test]
fn a_larger_square_reaches_as_far_as_the_standard() {
    for (pixels, bytes, modules) in
        [(1080, 2953, 177), (2 * (177 + 8), 2953, 177), (2 * (53 + 8), 230, 53), (2 * (57 + 8), 271, 57)]
    {
        let qr = qr::encode_for(&link(bytes), pixels).unwrap();
        assert_eq!((qr.level, qr.modules()), (Level::L, modules), "{bytes} bytes");
        assert_eq!(qr::encode_for(&link(bytes + 1), pixels).err(), Some(TooLong { bytes: bytes + 1, limit: bytes }));
    }
    assert_eq!(scan(&qr::encode_for(&link(2953), 1080).unwrap(), 3), link(2953));
    assert_eq!(qr::encode_for("a", 20).err(), Some(TooLong { bytes: 1, limit: 0 }));
}

#[test]
fn the_path_draws_the_matrix_and_leaves_the_quiet_zone() {
    let qr = qr::encode(&link(300)).unwrap();
    let pixels = fill(&qr);
    for y in 0..qr.size() {
        for x in 0..qr.size() {
            assert_eq!(pixels[y * qr.size() + x], qr.dark(x, y), "{x},{y}");
            let quiet = [x, y].into_iter().any(|at| at < qr::QUIET || at >= qr.size() - qr::QUIET);
            assert!(!quiet || !qr.dark(x, y));
        }
    }
    assert_eq!(qr.view_box(), format!("0 0 {0} {0}", qr.size()));
    assert!(!qr.dark(usize::MAX, 0) && !qr.dark(0, usize::MAX));
}
