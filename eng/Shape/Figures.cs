namespace Shape;

/// <summary>Order statistics.</summary>
internal static class Figures
{
    /// <summary>The least value that at least this share of the values do not exceed; 0 of none.</summary>
    public static int Percentile(IEnumerable<int> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
