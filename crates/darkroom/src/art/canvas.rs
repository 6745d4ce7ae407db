//! A picture to draw on: the few strokes that covers and cards are made of.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

/// A picture that is being drawn.
pub(crate) struct Canvas<'a> {
    paper: &'a mut Pixmap,
    scale: Transform,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(paper: &'a mut Pixmap) -> Self {
        Self { paper, scale: Transform::identity() }
    }

    /// The same, where everything is drawn so many times as large as it is said.
    pub(crate) fn enlarged(paper: &'a mut Pixmap, times: f32) -> Self {
        Self { paper, scale: Transform::from_scale(times, times) }
    }

    pub(crate) fn width(&self) -> f32 {
        self.paper.width() as f32
    }

    pub(crate) fn height(&self) -> f32 {
        self.paper.height() as f32
    }

    /// The shorter side, which shapes are measured by.
    pub(crate) fn short(&self) -> f32 {
        self.width().min(self.height())
    }

    pub(crate) fn fill(&mut self, ink: Color) {
        self.paper.fill(ink);
    }

    /// Fills what a path encloses.
    pub(crate) fn shape(&mut self, path: Option<Path>, ink: Color) {
        if let Some(path) = path {
            self.paper.fill_path(&path, &paint(ink), FillRule::Winding, self.scale, None);
        }
    }

    pub(crate) fn rectangle(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Color) {
        self.shape(Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect), ink);
    }

    pub(crate) fn disc(&mut self, (x, y): (f32, f32), radius: f32, ink: Color) {
        self.shape(PathBuilder::from_circle(x, y, radius), ink);
    }

    /// A ring: `radius` runs along the middle of its line.
    pub(crate) fn ring(&mut self, (x, y): (f32, f32), radius: f32, pen: Pen) {
        self.stroke(PathBuilder::from_circle(x, y, radius), pen);
    }

    /// Draws along a path.
    pub(crate) fn stroke(&mut self, path: Option<Path>, pen: Pen) {
        let Some(path) = path else { return };
        let stroke =
            Stroke { width: pen.width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.paper.stroke_path(&path, &paint(pen.ink), &stroke, self.scale, None);
    }

    /// A quarter of a disc whose corner lies at `corner` and which opens into the direction of `open`.
    pub(crate) fn quarter(&mut self, (x, y): (f32, f32), (across, down): (f32, f32), ink: Color) {
        /// How far the handles of a curve reach that looks like a quarter of a circle.
        const HANDLE: f32 = 0.552_285;
        let mut path = PathBuilder::new();
        path.move_to(x, y);
        path.line_to(x + across, y);
        path.cubic_to(x + across, y + down * HANDLE, x + across * HANDLE, y + down, x, y + down);
        path.close();
        self.shape(path.finish(), ink);
    }
}

/// What lines are drawn with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    pub width: f32,
    pub ink: Color,
}

fn paint(ink: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(ink);
    paint
}
