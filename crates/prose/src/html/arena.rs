//! The tree that the HTML parser builds: nodes in one vector, linked by numbers. Flat, so that dropping and walking a
//! hostile tree needs no stack.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{QualName, local_name, ns};

/// The number of a node.
pub(crate) type NodeId = u32;

const NONE: NodeId = NodeId::MAX;

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    Root,
    Element { name: QualName, attrs: Vec<Attribute> },
    Text(StrTendril),
    Comment(StrTendril),
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    prev: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    depth: u32,
    kind: Kind,
}

/// A finished tree.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub const ROOT: NodeId = 0;

    pub fn kind(&self, node: NodeId) -> &Kind {
        &self.nodes[node as usize].kind
    }

    /// The name of an element, empty for other nodes.
    pub fn name(&self, node: NodeId) -> &str {
        match self.kind(node) {
            Kind::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    pub fn attr(&self, node: NodeId, wanted: &str) -> Option<&str> {
        let Kind::Element { attrs, .. } = self.kind(node) else { return None };
        attrs.iter().find(|attr| &*attr.name.local == wanted).map(|attr| &*attr.value)
    }

    /// Whether the element has this class.
    pub fn has_class(&self, node: NodeId, class: &str) -> bool {
        self.classes(node).any(|one| one == class)
    }

    pub fn classes(&self, node: NodeId) -> impl Iterator<Item = &str> {
        self.attr(node, "class").unwrap_or_default().split_ascii_whitespace()
    }

    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].parent)
    }

    /// What stands before a node in what holds it.
    pub fn previous(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].prev)
    }

    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let first = some(self.nodes[node as usize].first);
        std::iter::successors(first, move |&child| some(self.nodes[child as usize].next))
    }

    /// Every node below this one, in the order of the text. Needs no stack.
    pub fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = some(self.nodes[top as usize].first);
        std::iter::from_fn(move || {
            let here = at?;
            let node = &self.nodes[here as usize];
            at = some(node.first).or_else(|| {
                let mut up = here;
                loop {
                    if let Some(next) = some(self.nodes[up as usize].next) {
                        return Some(next);
                    }
                    up = some(self.nodes[up as usize].parent).filter(|&up| up != top)?;
                }
            });
            Some(here)
        })
    }

    /// The first element of this name below a node.
    pub fn find(&self, top: NodeId, name: &str) -> Option<NodeId> {
        self.descendants(top).find(|&node| self.name(node) == name)
    }

    /// All text below a node; line breaks where `br` stands.
    pub fn text(&self, top: NodeId) -> String {
        let mut out = String::new();
        for node in self.descendants(top) {
            match self.kind(node) {
                Kind::Text(text) => out.push_str(text),
                Kind::Element { name, .. } if name.local == local_name!("br") => out.push('\n'),
                _ => {}
            }
        }
        out
    }
}

fn some(node: NodeId) -> Option<NodeId> {
    (node != NONE).then_some(node)
}

/// A tree being built.
pub(crate) struct Nursery {
    nodes: RefCell<Vec<Node>>,
    /// About how deep the parser stands: the depth of what was last appended.
    depth: Cell<u32>,
}

impl Nursery {
    pub fn new() -> Self {
        let root = blank(Kind::Root);
        Self { nodes: RefCell::new(vec![root]), depth: Cell::new(0) }
    }

    pub fn depth(&self) -> u32 {
        self.depth.get()
    }

    pub fn rise(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    pub fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    fn add(&self, kind: Kind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(blank(kind));
        (nodes.len() - 1) as NodeId
    }

    fn detach(nodes: &mut [Node], node: NodeId) {
        let (parent, prev, next) = {
            let it = &mut nodes[node as usize];
            (
                std::mem::replace(&mut it.parent, NONE),
                std::mem::replace(&mut it.prev, NONE),
                std::mem::replace(&mut it.next, NONE),
            )
        };
        if prev != NONE {
            nodes[prev as usize].next = next;
        } else if parent != NONE {
            nodes[parent as usize].first = next;
        }
        if next != NONE {
            nodes[next as usize].prev = prev;
        } else if parent != NONE {
            nodes[parent as usize].last = prev;
        }
    }

    fn append_node(nodes: &mut [Node], parent: NodeId, child: NodeId) {
        Self::detach(nodes, child);
        let last = std::mem::replace(&mut nodes[parent as usize].last, child);
        if last == NONE {
            nodes[parent as usize].first = child;
        } else {
            nodes[last as usize].next = child;
        }
        let depth = nodes[parent as usize].depth + 1;
        let it = &mut nodes[child as usize];
        (it.parent, it.prev, it.depth) = (parent, last, depth);
    }

    fn insert_before(nodes: &mut [Node], sibling: NodeId, child: NodeId) {
        Self::detach(nodes, child);
        let (parent, prev) = (nodes[sibling as usize].parent, nodes[sibling as usize].prev);
        if parent == NONE {
            return;
        }
        if prev == NONE {
            nodes[parent as usize].first = child;
        } else {
            nodes[prev as usize].next = child;
        }
        nodes[sibling as usize].prev = child;
        let depth = nodes[sibling as usize].depth;
        let it = &mut nodes[child as usize];
        (it.parent, it.prev, it.next, it.depth) = (parent, prev, sibling, depth);
    }

    /// Adds text to the text that stands there already, if some does.
    fn grown(nodes: &mut [Node], before: NodeId, text: &StrTendril) -> bool {
        match nodes.get_mut(before as usize) {
            Some(Node { kind: Kind::Text(there), .. }) => {
                there.push_tendril(text);
                true
            }
            _ => false,
        }
    }
}

fn blank(kind: Kind) -> Node {
    Node { parent: NONE, prev: NONE, next: NONE, first: NONE, last: NONE, depth: 0, kind }
}

impl TreeSink for Nursery {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Tree::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target as usize].kind {
            Kind::Element { name, .. } => name,
            _ => unreachable!("the parser asks for names of elements only"),
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(Kind::Element { name, attrs })
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.add(Kind::Comment(text))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Kind::Comment(StrTendril::new()))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        let parent_depth = nodes[*parent as usize].depth;
        match child {
            NodeOrText::AppendNode(child) => {
                Self::append_node(&mut nodes, *parent, child);
                self.depth.set(parent_depth + 1);
            }
            NodeOrText::AppendText(text) => {
                let last = nodes[*parent as usize].last;
                if !Self::grown(&mut nodes, last, &text) {
                    nodes.push(blank(Kind::Text(text)));
                    let child = (nodes.len() - 1) as NodeId;
                    Self::append_node(&mut nodes, *parent, child);
                }
                self.depth.set(parent_depth);
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, prev: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.nodes.borrow()[*element as usize].parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // What a template holds hangs below it; the reader passes over both.
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let mut nodes = self.nodes.borrow_mut();
        match child {
            NodeOrText::AppendNode(child) => Self::insert_before(&mut nodes, *sibling, child),
            NodeOrText::AppendText(text) => {
                let before = nodes[*sibling as usize].prev;
                if !Self::grown(&mut nodes, before, &text) {
                    nodes.push(blank(Kind::Text(text)));
                    let child = (nodes.len() - 1) as NodeId;
                    Self::insert_before(&mut nodes, *sibling, child);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, _: &NodeId, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &NodeId) {
        Self::detach(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(child) = some(nodes[*node as usize].first) {
            Self::append_node(&mut nodes, *new_parent, child);
        }
    }
}

/// The name an element of this name has in the tree.
pub(crate) fn html_name(local: html5ever::LocalName) -> QualName {
    QualName::new(None, ns!(html), local)
}
