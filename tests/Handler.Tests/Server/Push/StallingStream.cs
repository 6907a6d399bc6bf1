using System.Text;

namespace Handler.Tests.Server.Push;

/// <summary>Gives its text and then nothing, without an end.</summary>
internal sealed class StallingStream(string text) : TestStream
{
    private bool _given;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        _given = true;
        return Encoding.UTF8.GetBytes(text, buffer.Span);
    }
}
