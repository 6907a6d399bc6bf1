using Handler.Cli.Output;
using Microsoft.Extensions.Logging;

namespace Handler.Cli.Hosting;

/// <summary>Adds the log of the terminal to a host.</summary>
internal static class TerminalLogExtensions
{
    /// <summary>
    /// Warnings, attempts to push that failed, what operators do, and tasks that go on after a restart; else it is quiet, unless all that Handler logs is wanted.
    /// </summary>
    public static ILoggingBuilder AddTerminal(this ILoggingBuilder logging, Screen screen) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Handler", screen.IsVerbose ? LogLevel.Debug : LogLevel.Warning)
        .AddFilter("Handler.Server.Push.LaneDriver", screen.IsVerbose ? LogLevel.Debug : LogLevel.Information)
        .AddFilter("Handler.Server.Operations.OperationsAudit", screen.IsVerbose ? LogLevel.Debug : LogLevel.Information)
        .AddFilter("Handler.Server.Tasks.TaskRecovery", screen.IsVerbose ? LogLevel.Debug : LogLevel.Information)

        // That the key ring beside a development database is not itself encrypted is no news to act upon.
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        .AddProvider(new TerminalLog(screen));
}
