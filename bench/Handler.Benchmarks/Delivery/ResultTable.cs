using System.Globalization;

namespace Handler.Benchmarks.Delivery;

/// <summary>The table on the screen, in Markdown so that it can be kept as it was printed.</summary>
internal static class ResultTable
{
    private const string Head =
        """

        | figure, store | pair | loop /s | loop CPU µs | Handler /s | Handler CPU µs | rate ratio | CPU ratio |
        |---|---|---|---|---|---|---|---|
        """;

    private const string SummaryHead =
        """

        | figure, store | rate ratio min / median / max | CPU ratio min / median / max |
        |---|---|---|
        """;

    public static void PrintHead() => Console.WriteLine(Head);

    public static void Print(string figure, int number, Pair pair) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        | {figure} | {number} | {pair.Loop.Rate:0} | {pair.Loop.CpuEach:0} | {pair.Engine.Rate:0} | {pair.Engine.CpuEach:0} |
        """) + string.Create(CultureInfo.InvariantCulture, $" {pair.RateRatio:0.00} | {pair.CpuRatio:0.00} |"));

    public static void PrintSummary(IEnumerable<(string Figure, List<Pair> Pairs)> results)
    {
        Console.WriteLine(SummaryHead);
        foreach (var (figure, pairs) in results)
        {
            Console.WriteLine($"| {figure} | {Spread.Of(pairs.Select(pair => pair.RateRatio))} | {Spread.Of(pairs.Select(pair => pair.CpuRatio))} |");
        }
    }
}
