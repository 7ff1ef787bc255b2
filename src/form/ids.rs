//! The names that form files give to what they hold, each of a kind of its own, so that none is taken for another.
//!
//! They are made where a form file or a draft is read and only handed on from there: a copy shares the text.

use std::{borrow::Borrow, fmt, ops::Deref, sync::Arc};

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names a form (格式): `F2021`.
    FormId;
    /// Names a section (部分): `s0`, the untitled opening, to `s6`.
    SectionId;
    /// Names a table (表): `T2`, `T3`, `T4`.
    TableId;
    /// Names a row of a table, or the part of one that a source prints as a row, by what its cells have in common: `T3.r3_1`.
    RowId;
    /// Names a value cell: `T3.new.nat`, `T2.fee.amount`, `T4.rev.tot`.
    CellId;
    /// Names a rule of the catalogue, or a relation that a form prescribes (勾稽关系): `TX-RECV`, `T3-BAL`.
    RuleId;
}
