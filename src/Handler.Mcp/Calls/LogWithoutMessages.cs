using Microsoft.Extensions.Logging;

namespace Handler.Mcp.Calls;

/// <summary>
/// A log without its lowest level: there the protocol's library writes every message as it came, and messages hold tokens.
/// </summary>
internal sealed class LogWithoutMessages(ILoggerFactory loggers) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Quieter(loggers.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public void Dispose()
    {
        // The factory behind it is the host's.
    }

    private sealed class Quieter(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.Trace && log.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel != LogLevel.Trace)
            {
                log.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
