using Microsoft.AspNetCore.Http;

namespace Handler.Server.Operations;

/// <summary>A request of an operator that cannot be met: its text says what was wrong, with which value, and what to do.</summary>
internal sealed class OperationsRefusal(int status, string message) : Exception(message)
{
    /// <summary>The status of the answer.</summary>
    public int Status => status;

    public static OperationsRefusal Invalid(string message) => new(StatusCodes.Status400BadRequest, message);

    public static OperationsRefusal NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    public static OperationsRefusal Conflict(string message) => new(StatusCodes.Status409Conflict, message);
}
