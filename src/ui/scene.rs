//! What drawing looks at, and where it leaves what was asked for.

use super::text::Editors;
use crate::app::{App, Command, Session};

/// The state as it is, to be drawn. Nothing that is drawn can write it: what she asks for is pushed, and done once the
/// frame is over.
pub(super) struct Scene<'a> {
    /// The state.
    pub app: &'a App,
    /// What is in the fields of the page.
    pub editors: &'a mut Editors,
    commands: &'a mut Vec<Command>,
}

impl<'a> Scene<'a> {
    /// The state with the place for what is asked for.
    pub(super) fn new(app: &'a App, editors: &'a mut Editors, commands: &'a mut Vec<Command>) -> Self {
        Self { app, editors, commands }
    }

    /// The report that is worked on.
    pub(super) fn session(&self) -> Option<&'a Session> {
        self.app.session.as_ref()
    }

    /// Asks for something.
    pub(super) fn push(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Asks for several things, or for none.
    pub(super) fn extend(&mut self, commands: impl IntoIterator<Item = Command>) {
        self.commands.extend(commands);
    }
}
