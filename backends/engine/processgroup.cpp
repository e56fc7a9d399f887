#include "backends/engine/processgroup.h"

#include <csignal>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace lineup {

void becomeOwnGroup(pid_t expectedParent)
{
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have died before the line above took effect.
    if (::getppid() != expectedParent)
        ::_exit(127);
    // Sockets and locks of ours must not live on in a child; Qt's own pipe to us closes at exec in the same way.
    ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
}

} // namespace lineup
