using System.Runtime.InteropServices;

namespace Handler.Benchmarks.Startup;

/// <summary>
/// Measures how long the published program takes to start, beside bare programs that were published the same way: each pair in turn, in one run. A program
/// that does not do what it is for ends the run with an error.
/// </summary>
internal static class StartupBenchmark
{
    private const string Head =
        """

        | start | bare: time | CPU | peak memory | Handler: time | CPU | peak memory | time ratio min / median / max | CPU ratio min / median / max |
        |---|---|---|---|---|---|---|---|---|
        """;

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            var options = StartupOptions.Parse(args);
            var programs = options.Published is { } folder ? new PublishedPrograms(folder) : await PublishedPrograms.PublishAsync();
            await RunAsync(ComparisonsOf(programs), options.Pairs);
            return 0;
        }
        catch (FormatException fault)
        {
            return Usage.Print(fault.Message);
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or System.ComponentModel.Win32Exception)
        {
            await Console.Error.WriteLineAsync($"FAILED: {fault.Message}");
            return 1;
        }
    }

    private static async Task RunAsync(IReadOnlyList<Comparison> comparisons, int pairs)
    {
        Console.WriteLine(
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription.Trim()}, {pairs} pairs");
        for (var number = 0; number <= pairs; number++)
        {
            foreach (var comparison in comparisons)
            {
                await comparison.MeasureAsync(counts: number > 0);
            }
        }

        Console.WriteLine(Head);
        foreach (var comparison in comparisons)
        {
            Console.WriteLine(
                $"| {comparison.Name} | {comparison.BareFigures} | {comparison.HandlerFigures} | {comparison.TimeRatio} | {comparison.CpuRatio} |");
        }
    }

    private static IReadOnlyList<Comparison> ComparisonsOf(PublishedPrograms programs)
    {
        var hello = new CommandStarter(programs.Hello);
        return
        [
            new("`handler --help`", hello, new CommandStarter(programs.Handler, "--help")),
            new("`handler version`", hello, new CommandStarter(programs.Handler, "version")),
            new("`handler task get --help`", hello, new CommandStarter(programs.Handler, "task", "get", "--help")),
            new(
                "`handler server agent`",
                new ServerStarter("/", programs.HelloKestrel, "--urls", "http://127.0.0.1:0"),
                new ServerStarter("/.well-known/agent-card.json", programs.Handler, "server", "agent", "--port", "0")),
        ];
    }
}
