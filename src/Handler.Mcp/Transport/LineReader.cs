using System.Buffers;

namespace Handler.Mcp.Transport;

/// <summary>
/// Reads lines, and never keeps more than <paramref name="mostBytes"/> of one. A read can be given up: one of standard input ends only with input, and
/// a server that is asked to end must not wait for that.
/// </summary>
/// <param name="input">Where the bytes come from.</param>
/// <param name="mostBytes">The longest line that is read, its end not counted.</param>
internal sealed class LineReader(Stream input, int mostBytes)
{
    // Its own: what is given up still writes here.
    private readonly byte[] _chunk = new byte[16 * 1024];
    private int _start;
    private int _end;
    private bool _isSkipping;

    /// <summary>The next line; <c>null</c> at the end of the input. One that is too long is told at once, and the rest of it passed over.</summary>
    public async ValueTask<InputLine?> ReadAsync(CancellationToken cancel)
    {
        var line = new ArrayBufferWriter<byte>();
        while (_start < _end || await FillAsync(cancel))
        {
            if (TakePiece(line) is { } whole)
            {
                return whole;
            }
        }

        // A last line without its end is one all the same.
        return line.WrittenCount > 0 ? new InputLine(line.WrittenMemory) : null;
    }

    /// <summary>Takes what there is of the line; not null when that was the rest of it, or too much.</summary>
    private InputLine? TakePiece(ArrayBufferWriter<byte> line)
    {
        var rest = _chunk.AsSpan(_start, _end - _start);
        var length = rest.IndexOf((byte)'\n');
        var isWhole = length >= 0;
        var piece = isWhole ? rest[..length] : rest;
        _start += isWhole ? length + 1 : rest.Length;
        if (_isSkipping)
        {
            _isSkipping = !isWhole;
            return null;
        }

        if (piece.Length > mostBytes - line.WrittenCount)
        {
            _isSkipping = !isWhole;
            return new InputLine(default, IsTooLong: true);
        }

        line.Write(piece);
        return isWhole ? new InputLine(line.WrittenMemory) : null;
    }

    /// <summary>On a thread of its own until there is input: streams of the console block in their asynchronous reads too.</summary>
    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        _end = await Task.Factory
            .StartNew(() => input.Read(_chunk), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancel);
        _start = 0;
        return _end > 0;
    }
}
