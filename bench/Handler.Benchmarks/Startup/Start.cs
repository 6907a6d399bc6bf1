using System.Runtime.InteropServices;

namespace Handler.Benchmarks.Startup;

/// <summary>One start of a program.</summary>
/// <param name="Time">From before the process was made until it had ended, or its first answer had come.</param>
/// <param name="Cpu">Of the process until then, user and system.</param>
/// <param name="PeakBytes">The most memory that it had resident until then; 0 where the system does not tell.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Start(TimeSpan Time, TimeSpan Cpu, long PeakBytes);
