using Microsoft.Extensions.Logging;

namespace Handler.Receiver.Handling;

internal sealed partial class HandlerPump
{
    [LoggerMessage(220, LogLevel.Warning,
        "The handler threw at the push about task {TaskId} (position {Position}, delivery {DeliveryId}), attempt {Attempt}; it is tried again at {Due:O}")]
    private static partial void LogRetries(
        ILogger logger, Exception thrown, string? taskId, long position, string? deliveryId, int attempt, DateTimeOffset due);

    [LoggerMessage(221, LogLevel.Error,
        "The handler threw at the push about task {TaskId} (position {Position}, delivery {DeliveryId}), attempt {Attempt}; the push is marked failed")]
    private static partial void LogFailed(
        ILogger logger, Exception thrown, string? taskId, long position, string? deliveryId, int attempt);

    [LoggerMessage(222, LogLevel.Warning,
        "The host stopped before the push about task {TaskId} (position {Position}) was handled; it counts as not tried")]
    private static partial void LogCutOff(ILogger logger, string? taskId, long position);

    [LoggerMessage(223, LogLevel.Information, "The receiver handles nothing more; {Running} that run are waited for")]
    private static partial void LogDrains(ILogger logger, int running);

    [LoggerMessage(224, LogLevel.Error, "The inbox failed; it is asked again after {Wait}")]
    private static partial void LogInboxFails(ILogger logger, Exception fault, TimeSpan wait);

    [LoggerMessage(225, LogLevel.Warning,
        "The receiver stops while accepted pushes wait to be handled; a durable inbox goes on with them at the next start, the one in memory forgets them")]
    private static partial void LogLeftWaiting(ILogger logger);
}
