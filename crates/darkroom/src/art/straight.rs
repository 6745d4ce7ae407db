//! Compositions of straight lines.

use tiny_skia::{PathBuilder, Point};

use super::canvas::{Canvas, Pen};
use super::chance::Chance;
use super::palette::Palette;

/// Bars that stand side by side and rise and fall in a rhythm, with another row behind them.
pub(super) fn bars(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let (width, height) = (canvas.width(), canvas.height());
    let count = (width / height * chance.one_of([9.0, 12.0, 15.0])) as usize + 3;
    let step = width / count as f32;
    let phases = [(); 3].map(|()| chance.between(0.0, 6.3));
    let bright = count / 4 + chance.below(count / 2 + 1);
    let hanging = chance.often(3);
    for bar in 0..count {
        let along = bar as f32 / count as f32;
        let rise = |slow: f32| {
            let sum = (along * 4.0 * slow + phases[0]).sin() + 0.6 * (along * 9.0 + phases[1]).sin();
            (0.5 + 0.24 * sum + 0.06 * (bar as f32 * 2.4 + phases[2]).sin()).clamp(0.08, 0.96)
        };
        let (x, back, front) = (bar as f32 * step, height * rise(0.7), height * rise(1.3) * 0.72);
        let top = |tall: f32| if hanging { 0.0 } else { height - tall };
        canvas.rectangle((x, top(back)), (step * 0.98, back), inks.pale);
        let ink = if bar == bright { inks.pop } else { inks.main };
        canvas.rectangle((x + step * 0.14, top(front)), (step * 0.7, front), ink);
        let edge = if hanging { front - step * 0.5 } else { height - front };
        canvas.rectangle((x + step * 0.14, edge), (step * 0.7, step * 0.5), inks.deep);
    }
}

/// Routes as on the map of an underground railway, with stations.
pub(super) fn routes(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let (width, height, short) = (canvas.width(), canvas.height(), canvas.short());
    let pitch = short * 0.062;
    let pen = pitch * 0.56;
    let colours = [inks.pale, inks.main, inks.main, inks.deep, inks.main, inks.pop, inks.pale];
    let climbs = [(); 2].map(|()| (height * chance.between(0.17, 0.32)).min(width * 0.2));
    let first_turn = width * chance.between(0.1, 0.26);
    let turns = [first_turn, first_turn + climbs[0] + width * chance.between(0.14, 0.3)];
    let falling = chance.often(5);
    let first = height * chance.between(0.18, 0.3);
    for (lane, ink) in colours.into_iter().enumerate() {
        let offset = lane as f32 * pitch;
        let leaves = lane >= 4;
        let mirror = |y: f32| if falling { y } else { height - y };
        // A lane outside a bend turns a little later than the one inside it, so that all stay equally far apart.
        let late = offset * 0.414;
        let mut points = vec![(-pen, first + offset), (turns[0] - late, first + offset)];
        points.push((turns[0] - late + climbs[0], first + offset + climbs[0]));
        if leaves {
            let down = turns[1] - late + climbs[1];
            points.push((turns[1] - late, first + offset + climbs[0]));
            points.push((down, first + offset + climbs[0] + climbs[1]));
            points.push((width + pen, first + offset + climbs[0] + climbs[1]));
        } else {
            points.push((width + pen, first + offset + climbs[0]));
        }
        let points: Vec<Point> = points.into_iter().map(|(x, y)| Point::from_xy(x, mirror(y))).collect();
        canvas.stroke(line(&points), Pen { width: pen, ink });
        let stops: Vec<f32> = (0..2).map(|_| chance.between(0.15, 0.85)).collect();
        let level = points.windows(2).filter(|leg| leg[0].y == leg[1].y && leg[1].x - leg[0].x > pen * 6.0);
        for (leg, stop) in level.zip(stops) {
            let at = (leg[0].x + (leg[1].x - leg[0].x) * stop, leg[0].y);
            canvas.disc(at, pen * 0.78, inks.deep);
            canvas.disc(at, pen * 0.42, inks.ground);
        }
    }
}

/// Stripes that lean, folded where they meet.
pub(super) fn folds(canvas: &mut Canvas<'_>, chance: &mut Chance, inks: Palette) {
    let (width, height) = (canvas.width(), canvas.height());
    let panels = chance.one_of([3_usize, 4, 5]);
    let panel = width / panels as f32;
    let lean = height * chance.between(0.28, 0.5);
    let stripe = height * chance.one_of([0.11, 0.14, 0.18]);
    let count = ((height + 2.0 * lean) / stripe) as usize + 2;
    let bright = count / 3 + chance.below(count / 3 + 1);
    for side in 0..panels {
        let rising = side % 2 == 0;
        let (left, right) = (side as f32 * panel, (side + 1) as f32 * panel);
        for at in 0..count {
            let y = at as f32 * stripe - lean;
            let (from, to) = if rising { (y + lean, y) } else { (y, y + lean) };
            let ink = match at {
                at if at == bright => inks.pop,
                at if at % 2 == 0 => continue,
                _ if rising => inks.main,
                _ => inks.deep,
            };
            let corners = [(left, from), (right, to), (right, to + stripe), (left, from + stripe)];
            let points = corners.map(|(x, y)| Point::from_xy(x, y));
            canvas.shape(outline(&points), ink);
        }
    }
}

fn line(points: &[Point]) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    for (at, point) in points.iter().enumerate() {
        if at == 0 { path.move_to(point.x, point.y) } else { path.line_to(point.x, point.y) }
    }
    path.finish()
}

fn outline(points: &[Point]) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    path.push_path(&line(points)?);
    path.close();
    path.finish()
}
