#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace lineup {

/// Runs `work` on a thread of `pool` and hands what it returns to `done` on the thread of `context`; not at all when
/// `context` is gone by then. `work` takes its own copies of what it needs.
template <class Work, class Done>
void runInBackground(QThreadPool &pool, QObject *context, Work work, Done done)
{
    using Value = decltype(work());
    auto promise = std::make_shared<QPromise<Value>>();
    QFuture<Value> future = promise->future();
    promise->start();
    future.then(context, std::move(done));
    pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace lineup
