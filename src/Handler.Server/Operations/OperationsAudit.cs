using Microsoft.Extensions.Logging;

namespace Handler.Server.Operations;

/// <summary>
/// A line for each action of an operator, whatever came of it, in a log category of its own: who, what, outcome. What is only looked at has none.
/// </summary>
internal sealed partial class OperationsAudit(ILogger<OperationsAudit> log)
{
    /// <summary>Writes the line.</summary>
    /// <param name="call">Whose action it was. The address is told, and counts for nothing.</param>
    /// <param name="action">What was wanted, such as <c>hold</c>.</param>
    /// <param name="target">Of what.</param>
    /// <param name="outcome">What came of it.</param>
    public void Write(OperationsCall call, string action, string target, string outcome) =>
        LogAction(log, call.Operator, call.Http.Connection.RemoteIpAddress?.ToString(), action, target, outcome);

    [LoggerMessage(61, LogLevel.Information, "Operator {Operator} at {Address}: {Action} {Target}: {Outcome}")]
    private static partial void LogAction(ILogger log, string @operator, string? address, string action, string target, string outcome);
}
