using System.Runtime.InteropServices;
using Handler.Benchmarks.Sinks;

namespace Handler.Benchmarks.Delivery;

/// <summary>
/// Measures the engine beside a bare loop of posts to the same sink: each a process of its own, in turn, in one run. It only measures and checks:
/// a notification that was lost or came twice ends the run with an error.
/// </summary>
internal sealed class DeliveryBenchmark(DeliveryOptions options, ISink sink, string folder)
{
    private const int FirstWarmUp = 8000;
    private const double SecondWarmUpSeconds = 1;

    private readonly List<(string Figure, List<Pair> Pairs)> _results = [];

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            var options = DeliveryOptions.Parse(args);
            await RunAsync(options, DatabaseFolder.Make(options.Folder));
            return 0;
        }
        catch (FormatException fault)
        {
            return Usage.Print(fault.Message);
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"FAILED: {fault.Message}");
            return 1;
        }
    }

    private static async Task RunAsync(DeliveryOptions options, DirectoryInfo folder)
    {
        try
        {
            await using var sink = await SinkChoice.StartAsync(options.Sink);
            await new DeliveryBenchmark(options, sink, folder.FullName).RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        Console.WriteLine(
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription.Trim()}");
        Console.WriteLine($"Sink: {sink.Name}. {Workload.Lanes} lanes, {Workload.Lanes} in flight, bodies of {Workload.BodyBytes} bytes.");
        Console.WriteLine("CPU is that of the sending process a notification; of `live` the committing of events is a part.");
        using var loop = new SideProcess("loop", sink.Url);
        var loopRate = await WarmUpAsync(loop);
        ResultTable.PrintHead();
        foreach (var figure in options.Figures)
        {
            foreach (var store in options.Stores)
            {
                await CompareAsync(figure, store, loop, loopRate);
            }
        }

        ResultTable.PrintSummary(_results);
    }

    private async Task CompareAsync(string figure, string store, SideProcess loop, double loopRate)
    {
        using var engine = new SideProcess(figure, sink.Url, store == EngineHosts.Memory ? store : Path.Combine(folder, figure));
        var engineRate = await WarmUpAsync(engine);
        var (name, pairs) = ($"{figure}, {store}", new List<Pair>());
        _results.Add((name, pairs));
        for (var number = 1; number <= options.Pairs; number++)
        {
            var pair = new Pair(await MeasureAsync(loop, loopRate, options.Seconds), await MeasureAsync(engine, engineRate, options.Seconds));
            pairs.Add(pair);
            ResultTable.Print(name, number, pair);
        }
    }

    private async Task<double> WarmUpAsync(SideProcess side)
    {
        var first = await MeasureAsync(side, FirstWarmUp, seconds: 1);
        return (await MeasureAsync(side, first.Rate, SecondWarmUpSeconds)).Rate;
    }

    private async Task<Sample> MeasureAsync(SideProcess side, double rate, double seconds)
    {
        var before = await sink.CountAsync();
        var sample = await side.MeasureAsync((int)(rate * seconds));
        var got = await sink.CountAsync() - before;
        return got == sample.Count
            ? sample
            : throw new InvalidOperationException($"The sink got {got} notifications where {sample.Count} were sent: some were lost or repeated.");
    }
}
