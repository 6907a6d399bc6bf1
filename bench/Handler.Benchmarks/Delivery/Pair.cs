using System.Runtime.InteropServices;

namespace Handler.Benchmarks.Delivery;

/// <summary>Both sides, one right after the other, so that what else the machine does weighs on both.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Pair(Sample Loop, Sample Engine)
{
    /// <summary>The engine's rate, the loop's being 1.</summary>
    public double RateRatio => Engine.Rate / Loop.Rate;

    /// <summary>The engine's CPU a notification, the loop's being 1.</summary>
    public double CpuRatio => Engine.CpuEach / Loop.CpuEach;
}
