using System.Text;

namespace Handler.Tests.Cli;

/// <summary>A body that has all its text at once; then something happens, and it ends.</summary>
internal sealed class ScriptedStream(string text, Action last) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    private Action? _last = last;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position == Length)
        {
            Interlocked.Exchange(ref _last, null)?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return base.ReadAsync(buffer, cancellationToken);
    }
}
