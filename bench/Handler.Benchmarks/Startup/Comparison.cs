using System.Globalization;

namespace Handler.Benchmarks.Startup;

/// <summary>A program beside the bare one that it is measured against, and what came of it.</summary>
internal sealed record Comparison(string Name, IStarter Bare, IStarter Handler)
{
    private readonly List<(Start Bare, Start Handler)> _pairs = [];

    /// <summary>Wall time, the bare program's being 1.</summary>
    public Spread TimeRatio => Spread.Of(_pairs.Select(pair => pair.Handler.Time / pair.Bare.Time));

    /// <summary>CPU, the bare program's being 1.</summary>
    public Spread CpuRatio => Spread.Of(_pairs.Select(pair => pair.Handler.Cpu / pair.Bare.Cpu));

    /// <summary>Milliseconds of the bare program: wall time, CPU; megabytes of memory.</summary>
    public string BareFigures => Figures(_pairs.Select(pair => pair.Bare));

    /// <summary>Those of Handler.</summary>
    public string HandlerFigures => Figures(_pairs.Select(pair => pair.Handler));

    /// <summary>Starts both once, one right after the other, so that what else the machine does weighs on both.</summary>
    /// <param name="counts">Whether it counts: the first start reads files that later ones find in memory.</param>
    public async Task MeasureAsync(bool counts)
    {
        var pair = (await Bare.StartAsync(), await Handler.StartAsync());
        if (counts)
        {
            _pairs.Add(pair);
        }
    }

    private static string Figures(IEnumerable<Start> starts)
    {
        Start[] all = [.. starts];
        var time = Spread.Of(all.Select(start => start.Time.TotalMilliseconds)).Median;
        var cpu = Spread.Of(all.Select(start => start.Cpu.TotalMilliseconds)).Median;
        var memory = Spread.Of(all.Select(start => start.PeakBytes / 1e6)).Median;
        return string.Create(CultureInfo.InvariantCulture, $"{time:0} ms | {cpu:0} ms | {memory:0} MB");
    }
}
