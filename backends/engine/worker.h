#pragma once

#include <QCoreApplication>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace lineup {

/// Runs `work` on a thread of `pool` and hands its value to `done` on the main thread, not at all if `context` is gone by
/// then. Called on the main thread, where `context` lives; never calls back before it has returned. `work` takes its own
/// copies of what it needs.
template <class Work, class Done>
void runOnWorker(QThreadPool &pool, QObject *context, Work work, Done done)
{
    struct Task {
        QPointer<QObject> context;
        Done done;
        std::mutex mutex;
        std::optional<std::invoke_result_t<Work>> value;

        Task(QObject *context_, Done done_) : context(context_), done(std::move(done_)) {}
    };
    auto task = std::make_shared<Task>(context, std::move(done));
    pool.start([task, work = std::move(work)]() mutable {
        {
            auto value = work();
            const std::lock_guard lock(task->mutex);
            task->value = std::move(value);
        }
        // To the application, which outlives every context; it looks whether that is still there. The task moves along,
        // so that `done` ends where it began.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [task = std::move(task)] {
            std::unique_lock lock(task->mutex);
            auto value = std::move(*task->value);
            lock.unlock();
            if (task->context)
                task->done(std::move(value));
        }, Qt::QueuedConnection);
    });
}

} // namespace lineup
