using System.Globalization;
using System.Runtime.InteropServices;

namespace Handler.Benchmarks;

/// <summary>Least, middle and most of some figures.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spread(double Min, double Median, double Max)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[^1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Min:0.00} / {Median:0.00} / {Max:0.00}");
}
