#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace lineup {

/// Runs `work` on a thread of `pool`; the future is finished with its value. Continue with `.then(context, …)`, which
/// calls back on the context's thread and not at all once the context is gone.
template <class Work>
QFuture<std::invoke_result_t<Work>> runOnWorker(QThreadPool &pool, Work work)
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    auto future = promise->future();
    promise->start();
    pool.start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

} // namespace lineup
