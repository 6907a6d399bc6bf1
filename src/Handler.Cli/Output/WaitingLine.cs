namespace Handler.Cli.Output;

/// <summary>
/// A line that says what is waited for, and for how long: drawn once that takes longer than a blink, and gone without a trace when the wait
/// is over. It stays on one row, for only one row can be erased.
/// </summary>
internal sealed class WaitingLine : IDisposable
{
    private const string Frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private const string Erase = "\r\u001b[K";

    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private string _what;
    private long _since;
    private int _frame = -1;
    private bool _isOver;

    public WaitingLine(Terminal terminal, string what)
    {
        (_terminal, _what, _since) = (terminal, what, terminal.Clock.GetTimestamp());
        _timer = terminal.Clock.CreateTimer(_ => Draw(), null, Blink, FrameTime);
    }

    /// <summary>Something else is waited for from here on.</summary>
    public void Change(string what)
    {
        lock (_lock)
        {
            (_what, _since) = (what, _terminal.Clock.GetTimestamp());
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isOver && _frame >= 0)
            {
                _terminal.Error.Write(Erase);
            }

            _isOver = true;
        }

        _timer.Dispose();
    }

    /// <summary>What fits on one row; who knows how wide a letter beyond ASCII is.</summary>
    internal static string Cut(string text, int columns)
    {
        var width = 0;
        var length = text.TakeWhile(unit => (width += char.IsAscii(unit) ? 1 : 2) <= columns).Count();
        return length == text.Length ? text : $"{text[..Math.Max(0, length - 2)]}…";
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _frame = (_frame + 1) % Frames.Length;
            var time = $" {_terminal.Clock.GetElapsedTime(_since).TotalSeconds:0}s";
            var what = Cut(WireText.Line(_what), _terminal.Width() - time.Length - 4);
            _terminal.Error.Write($"{Erase}{Frames[_frame]} {what}{time}");
        }
    }
}
