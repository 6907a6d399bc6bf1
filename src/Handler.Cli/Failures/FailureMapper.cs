using Handler.Client;
using Handler.Client.Profiles;
using Handler.Server.Storage;
using Handler.Sqlite;

namespace Handler.Cli.Failures;

/// <summary>The one place that turns an exception into what a user is told. Pure; no stack trace leaves here.</summary>
internal static class FailureMapper
{
    public static Failure Map(Exception error, CancellationToken interrupted) => error switch
    {
        TaskLeftException { InnerException: { } cause } left => Map(cause, interrupted) with { WayBack = left.WayBack },
        OperationCanceledException when interrupted.IsCancellationRequested => new(ExitCode.Interrupted, "Interrupted."),
        CommandFailedException failed => new(failed.ExitCode, failed.Message),
        A2AClientException refused => ClientFailureMapper.Map(refused),
        SqliteStoreException or StoreUnavailableException => new(ExitCode.Refused, error.Message),
        ProfileException unsaved => new(ExitCode.Refused, unsaved.Message),
        ArgumentException wrong => new(ExitCode.Usage, WithoutParameter(wrong)),
        IOException or UnauthorizedAccessException => new(ExitCode.Refused, error.Message),
        _ => new(
            ExitCode.Refused,
            $"A defect of handler: {error.GetType().Name}: {error.Message} Please report it with the command that you typed."),
    };

    /// <summary>The message without the name of a C# parameter, which .NET appends.</summary>
    private static string WithoutParameter(ArgumentException wrong)
    {
        var end = wrong.ParamName is null ? -1 : wrong.Message.LastIndexOf($" (Parameter '{wrong.ParamName}')", StringComparison.Ordinal);
        return end < 0 ? wrong.Message : wrong.Message[..end];
    }
}
