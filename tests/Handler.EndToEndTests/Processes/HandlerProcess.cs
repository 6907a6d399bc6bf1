using System.Globalization;

namespace Handler.EndToEndTests.Processes;

/// <summary>
/// The program <c>handler</c>, which the build lays beside the tests; or another form of it, such as the published one, that the variable
/// <c>HANDLER_PROGRAM</c> names.
/// </summary>
internal static class HandlerProcess
{
    /// <summary>An environment like that of the tests.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    private static readonly string? Program = Environment.GetEnvironmentVariable("HANDLER_PROGRAM");

    /// <summary>The words that start <c>handler</c>, for a program that starts it.</summary>
    public static IReadOnlyList<string> Words => Program is null ? [ChildProcess.DotnetHost, Path.Combine(AppContext.BaseDirectory, "handler.dll")] : [Program];

    /// <summary>Starts <c>handler</c> with these arguments.</summary>
    public static ChildProcess Start(params ReadOnlySpan<string> arguments) => StartIn(UserFolder.OfAll, arguments);

    /// <summary>Starts <c>handler</c> for a user whose things are saved in a folder of the test.</summary>
    public static ChildProcess StartIn(string userFolder, params ReadOnlySpan<string> arguments) => Program is null
        ? ChildProcess.StartDotnetIn(userFolder, "handler.dll", arguments)
        : ChildProcess.Start(Program, userFolder, arguments);

    /// <summary>Starts <c>handler</c> with these variables in its environment.</summary>
    public static ChildProcess StartWith(IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<string> arguments) => Program is null
        ? ChildProcess.StartDotnet("handler.dll", environment, arguments)
        : ChildProcess.Start(Program, environment, arguments);

    /// <summary>Runs <c>handler</c> to its end; fails when its exit code is another.</summary>
    public static Task<string> RunAsync(int exitCode, params string[] arguments) => RunAsync(exitCode, NoVariables, arguments);

    /// <summary>The same with these variables in its environment.</summary>
    public static async Task<string> RunAsync(int exitCode, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var process = StartWith(environment, arguments);
        var ended = await process.WaitForExitAsync();
        ended.ShouldBe(exitCode, process.Story);
        return process.Text;
    }

    /// <summary>Starts <c>handler server agent</c>; use it when <see cref="ListenedAsync"/> has returned.</summary>
    public static ChildProcess StartAgent(
        int port, string dataFile, IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<string> more) => StartWith(
        environment,
        ["server", "agent", "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", dataFile, .. more]);

    /// <summary>Waits until a server says that it listens.</summary>
    public static async Task<string> ListenedAsync(ChildProcess server) => await server.WaitForLineAsync(
        line => line.StartsWith("Starting ", StringComparison.Ordinal) && line.Contains(" server on ", StringComparison.Ordinal), "that it listens");
}
