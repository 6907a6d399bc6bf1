using System.Runtime.InteropServices;

namespace Handler.Benchmarks.Delivery;

/// <summary>One side, measured once.</summary>
/// <param name="Count">How many notifications.</param>
/// <param name="Time">From the command to its answer.</param>
/// <param name="Cpu">Of the process, user and system.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sample(int Count, TimeSpan Time, TimeSpan Cpu)
{
    /// <summary>Notifications a second.</summary>
    public double Rate => Count / Time.TotalSeconds;

    /// <summary>Microseconds of CPU a notification.</summary>
    public double CpuEach => Cpu.TotalMicroseconds / Count;
}
