//! Draws covers and cards into a folder, to be looked at, and says what one takes:
//! `cargo run --release -p darkroom --example looks -- FOLDER [FONT …]`
#![expect(clippy::print_stdout, reason = "a tool for looking")]

use std::path::Path;
use std::time::Instant;

use darkroom::{Card, Colour, Cover, Format, Letters, Rendition, Size, Sleeve, card, cover, sleeve};

/// The accents of the default theme.
const ACCENTS: [(&str, [u8; 3]); 14] = [
    ("ink", [22, 24, 29]),
    ("signal", [196, 22, 28]),
    ("rust", [165, 58, 18]),
    ("copper", [154, 79, 11]),
    ("brass", [125, 95, 0]),
    ("moss", [85, 105, 10]),
    ("pine", [18, 112, 61]),
    ("teal", [4, 111, 108]),
    ("azure", [6, 105, 161]),
    ("cobalt", [35, 79, 196]),
    ("violet", [95, 59, 192]),
    ("plum", [135, 48, 143]),
    ("rose", [184, 28, 92]),
    ("slate", [71, 88, 107]),
];

const HEADLINES: [&str; 12] = [
    "Fibre wins",
    "Five operators want to share one core, and nobody wants to run it",
    "Regulator’s clean-network list leaves Seoul’s landlines alone – for now, says ministry that wrote it, and the carriers agree with every word of what it leaves unsaid about 5G",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft klagt",
    "شبكة الألياف الضوئية تصل إلى القرى الجبلية قبل نهاية العام 2026",
    "חמישה מפעילים חולקים תורן אחד 5G ומתווכחים על השני",
    "Пять операторов делят одну мачту и спорят о второй",
    "光ファイバーが山の村に届く",
    "国内五社が「一本の鉄塔」を共有、二本目をめぐって対立 総務省は来年度にも判断へ",
    "다섯 통신사가 철탑 하나를 함께 쓴다",
    "ใยแก้วนำแสงมาถึงหมู่บ้านบนภูเขาก่อนสิ้นปีนี้",
    "पाँच ऑपरेटर एक ही मस्तूल साझा करते हैं और दूसरे पर बहस करते हैं",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).expect("a folder to draw into");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let fonts = std::env::args().skip(2).map(|path| Ok((path.clone(), std::fs::read(path)?)));
    let (letters, unfit) = Letters::with(fonts.collect::<std::io::Result<_>>()?);
    for font in unfit {
        println!("{}: {}", font.name, font.why);
    }
    for (at, (name, [red, green, blue])) in ACCENTS.into_iter().enumerate() {
        let accent = Colour { red, green, blue };
        for seed in 0..4_u128 {
            let seed = (at as u128 * 4 + seed) * 7_919 + 11;
            let made = cover(&Cover { seed, accent }, Size::new(960, 540))?;
            let made = made.develop(&Rendition::whole(480, Format::Webp))?;
            std::fs::write(folder.join(format!("cover-{name}-{seed}.webp")), made.bytes)?;
        }
        let headline = HEADLINES[at % HEADLINES.len()];
        let cover = Cover { seed: at as u128 * 104_729, accent };
        let signature = Some("Maya Lindqvist and Tomás Oduya · 14 September 2020");
        let order = Card { brand: "Backhaul", label: Some("Open RAN"), headline, signature, cover };
        let begun = Instant::now();
        let drawn = card(&order, &letters);
        let drew = begun.elapsed();
        let made = drawn.develop(&Rendition::whole(1200, Format::Png))?;
        println!("{name:8} drawn in {drew:?}, written in {:?}, {} bytes", begun.elapsed() - drew, made.bytes.len());
        std::fs::write(folder.join(format!("card-{name}.png")), made.bytes)?;
        let made = sleeve(&Sleeve { name: headline, brand: "Backhaul", cover }, &letters);
        let made = made.develop(&Rendition::whole(1400, Format::Png))?;
        std::fs::write(folder.join(format!("sleeve-{name}.png")), made.bytes)?;
    }
    Ok(())
}
