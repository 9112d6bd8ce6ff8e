//! Numbered jobs that threads share, and whose results come out in the order of their numbers.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How many threads work: one for each core that the process may use.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Jobs with results of type `T`.
///
/// No job is begun that is more than `lead` ahead of the result that is due, so that what was done
/// early and waits for its turn takes a bounded amount of memory.
#[derive(Debug)]
pub(crate) struct Queue<T> {
    jobs: usize,
    lead: usize,
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    next: usize,
    due: usize,
    done: BTreeMap<usize, T>,
    stopped: bool,
    panic: Option<Box<dyn Any + Send>>,
}

/// What there is to take.
#[derive(Debug)]
pub(crate) enum Turn<T> {
    /// The result that was due.
    Done(T),
    /// It was not ready in time.
    Waiting,
    /// There are no more.
    Over,
}

impl<T> Queue<T> {
    pub(crate) const fn new(jobs: usize, lead: usize) -> Self {
        Self {
            jobs,
            lead,
            state: Mutex::new(State {
                next: 0,
                due: 0,
                done: BTreeMap::new(),
                stopped: false,
                panic: None,
            }),
            changed: Condvar::new(),
        }
    }

    /// What each thread does: one job after the other, until there are none or it is stopped. A
    /// panic of a job goes to whoever takes the results.
    pub(crate) fn work(&self, job: impl Fn(usize) -> T) {
        while let Some(number) = self.claim() {
            let result = catch_unwind(AssertUnwindSafe(|| job(number)));
            let mut state = self.state();
            match result {
                Ok(result) => {
                    state.done.insert(number, result);
                }
                Err(panic) => state.panic = Some(panic),
            }
            self.changed.notify_all();
        }
    }

    fn claim(&self) -> Option<usize> {
        let state = self.state();
        let mut state = self
            .changed
            .wait_while(state, |state| {
                !state.stopped && state.next < self.jobs && state.next >= state.due + self.lead
            })
            .unwrap_or_else(PoisonError::into_inner);
        let number = state.next;
        (!state.stopped && number < self.jobs).then(|| {
            state.next += 1;
            number
        })
    }

    /// The result that is due, waiting for it as long as `patience` lasts; `None` waits for ever.
    pub(crate) fn take(&self, patience: Option<Duration>) -> Turn<T> {
        let mut state = self.state();
        loop {
            if let Some(panic) = state.panic.take() {
                state.stopped = true;
                drop(state);
                resume_unwind(panic);
            }
            let due = state.due;
            if let Some(result) = state.done.remove(&due) {
                state.due += 1;
                self.changed.notify_all();
                return Turn::Done(result);
            }
            if state.stopped || due == self.jobs {
                return Turn::Over;
            }
            match patience {
                None => {
                    state = self
                        .changed
                        .wait(state)
                        .unwrap_or_else(PoisonError::into_inner);
                }
                Some(patience) => {
                    let (awake, timeout) = self
                        .changed
                        .wait_timeout(state, patience)
                        .unwrap_or_else(PoisonError::into_inner);
                    state = awake;
                    if timeout.timed_out() {
                        return Turn::Waiting;
                    }
                }
            }
        }
    }

    /// Begins no more jobs.
    pub(crate) fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    /// Whether it was stopped, so that a long job can end early.
    #[cfg_attr(not(feature = "corpus"), expect(dead_code, reason = "only scans ask"))]
    pub(crate) fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nothing that could panic runs while the lock is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does jobs on all cores and hands their results to `take`, in order.
///
/// # Errors
/// That of `take`, which ends it.
pub(crate) fn each<T: Send, E>(
    jobs: usize,
    lead: usize,
    job: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let queue = Queue::new(jobs, lead);
    thread::scope(|scope| {
        // Whatever ends the taking, a panic among it, lets the threads go.
        let _stop = StopOnDrop(&queue);
        for _ in 0..cores().min(jobs) {
            scope.spawn(|| queue.work(&job));
        }
        while let Turn::Done(result) = queue.take(None) {
            take(result)?;
        }
        Ok(())
    })
}

struct StopOnDrop<'q, T>(&'q Queue<T>);

impl<T> Drop for StopOnDrop<'_, T> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_no_job_runs_far_ahead() {
        let (begun, mut taken) = (AtomicUsize::new(0), 0);
        let done: Result<(), ()> = each(
            200,
            8,
            |number| {
                begun.fetch_add(1, Ordering::SeqCst);
                number
            },
            |number| {
                assert_eq!(number, taken);
                taken += 1;
                assert!(begun.load(Ordering::SeqCst) <= taken + 8 + 1);
                Ok(())
            },
        );
        assert_eq!((done, taken), (Ok(()), 200));
    }

    #[test]
    fn an_error_ends_it() {
        let mut taken = 0;
        let done = each(
            1_000,
            4,
            |number| number,
            |number| {
                taken += 1;
                if number == 3 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err("enough"), 4));
    }

    #[test]
    #[should_panic(expected = "a job panicked")]
    fn a_panic_goes_to_whoever_takes() {
        let _: Result<(), ()> = each(
            9,
            4,
            |number| assert_ne!(number, 5, "a job panicked"),
            |()| Ok(()),
        );
    }

    #[test]
    fn patience_ends() {
        let queue: Queue<()> = Queue::new(1, 1);
        assert!(matches!(
            queue.take(Some(Duration::from_millis(1))),
            Turn::Waiting
        ));
        queue.stop();
        assert!(matches!(queue.take(None), Turn::Over));
    }
}
