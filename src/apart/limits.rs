//! What the child may use of the machine. The largest good file takes a tenth of it.

/// Bytes of memory.
const MEMORY: u64 = 1024 * 1024 * 1024;

/// Elsewhere than on Linux the kernel counts no memory of one process for us: the allocator does, and an allocation
/// beyond the limit ends the process as it does there. Before [`set`] nothing is limited.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// Limits this process for good. Where a limit cannot be set the others hold, and the parent's patience.
pub(super) fn set() {
    #[cfg(not(target_os = "linux"))]
    // Nothing else of the program has begun, and far less is in use.
    let _ = ALLOCATOR.set_limit(usize::try_from(MEMORY).unwrap_or(usize::MAX));
    #[cfg(unix)]
    kernel::set();
}

#[cfg(unix)]
mod kernel {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use super::MEMORY;

    /// Room for addresses, which the libraries of the system set aside far more of than they use.
    const ADDRESSES: u64 = 4 * MEMORY;
    /// Seconds of work.
    const WORK: u64 = 30;

    pub(super) fn set() {
        at_most(Resource::Data, MEMORY);
        at_most(Resource::As, ADDRESSES);
        at_most(Resource::Cpu, WORK);
        // What an officer's file made of the memory is nobody's business.
        at_most(Resource::Core, 0);
    }

    fn at_most(resource: Resource, most: u64) {
        let now = getrlimit(resource).maximum.unwrap_or(u64::MAX);
        let limit = Some(now.min(most));
        let _ = setrlimit(resource, Rlimit { current: limit, maximum: limit });
    }
}
