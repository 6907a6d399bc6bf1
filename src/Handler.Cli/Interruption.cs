using System.Runtime.InteropServices;

namespace Handler.Cli;

/// <summary>
/// What asks the program to end from outside. The first signal asks, and whoever works ends in order; the second is the system's, which
/// ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private PosixSignalRegistration[] _signals = [];

    /// <summary>Canceled when the program is to end.</summary>
    public CancellationToken Token => _asked.Token;

    /// <summary>It was asked to end by who runs it (SIGTERM, SIGHUP), not by a hand at the keyboard (SIGINT).</summary>
    public bool IsOrderly { get; private set; }

    /// <summary>Listens to SIGINT, SIGTERM and SIGHUP from here on.</summary>
    public static Interruption Listen()
    {
        var interruption = new Interruption();
        interruption._signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, interruption.OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, interruption.OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, interruption.OnSignal),
        ];
        return interruption;
    }

    /// <summary>Asks the program to end.</summary>
    public void Ask(bool orderly)
    {
        IsOrderly = orderly;
        _asked.Cancel();
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _asked.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (!_asked.IsCancellationRequested)
        {
            context.Cancel = true;
            Ask(context.Signal != PosixSignal.SIGINT);
        }
    }
}
