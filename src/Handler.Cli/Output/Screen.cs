using System.CommandLine;
using System.Text.Json.Nodes;
using Handler.Cli.Failures;
using Handler.Cli.Options;

namespace Handler.Cli.Output;

/// <summary>
/// What one command prints: its results on standard output, in the format that was asked for, and beside them, on standard error, what only
/// people want. Disposing it leaves the screen clear of what was waited for.
/// </summary>
internal sealed class Screen : IDisposable
{
    private readonly GlobalSettings _settings;
    private readonly bool _isLive;
    private readonly Lock _lock = new();
    private WaitingLine? _waiting;

    private Screen(GlobalSettings settings, Terminal terminal)
    {
        _settings = settings;
        Terminal = terminal;

        // A terminal that calls itself dumb knows no escape sequences.
        var isAble = terminal.IsWatched && terminal.Variable("TERM") != "dumb";
        _isLive = isAble && !settings.IsQuiet;
        Paint = new Paint(isAble && !settings.NoColor && string.IsNullOrEmpty(terminal.Variable("NO_COLOR")));
    }

    public Terminal Terminal { get; }

    public Paint Paint { get; }

    public OutputFormat Format => _settings.Format;

    public bool IsText => Format == OutputFormat.Text;

    public bool IsVerbose => _settings.IsVerbose;

    public bool IsQuiet => _settings.IsQuiet;

    /// <summary>Somebody watches and wants to see more than results.</summary>
    public bool IsFollowed => Terminal.IsWatched && IsText && !IsQuiet;

    /// <summary>The columns of the screen; null where nobody watches, and lines are as long as they are.</summary>
    public int? Width => Terminal.IsWatched ? Terminal.Width() : null;

    /// <summary>Standard output, clear of a waiting line.</summary>
    public TextWriter Out
    {
        get
        {
            EndWait();
            return Terminal.Out;
        }
    }

    /// <summary>Standard error, clear of a waiting line.</summary>
    public TextWriter Error
    {
        get
        {
            EndWait();
            return Terminal.Error;
        }
    }

    /// <summary>The screen of one command line.</summary>
    /// <exception cref="CommandFailedException">The command cannot print in that format.</exception>
    public static Screen Of(ParseResult parsed, Terminal terminal) => new(GlobalOptions.Read(parsed), terminal);

    /// <summary>Prints the one result of a command: an object of A2A 1.0, or lines.</summary>
    public void Print<T>(T wire, Action<TextWriter> text) => Print(() => JsonText.Of(wire), text);

    /// <summary>Prints the one result of a command: an object of this program's own, or lines.</summary>
    public void Print(JsonObject own, Action<TextWriter> text) => Print(() => JsonText.Of(own), text);

    /// <summary>Prints a list: whole as one document, or item by item, or as lines.</summary>
    public void PrintList<TList, TItem>(TList whole, IEnumerable<TItem> items, Action<TextWriter> text)
    {
        if (Format != OutputFormat.NdJson)
        {
            Print(whole, text);
            return;
        }

        foreach (var item in items)
        {
            PrintLine(JsonText.Of(item));
        }
    }

    /// <summary>Prints a list of objects of this program's own: whole under a name, or item by item, or as lines.</summary>
    public void PrintList(string name, IEnumerable<JsonObject> items, Action<TextWriter> text)
    {
        if (Format != OutputFormat.NdJson)
        {
            Print(() => JsonText.Of(new JsonObject { [name] = new JsonArray([.. items]) }), text);
            return;
        }

        foreach (var item in items)
        {
            PrintLine(JsonText.Of(item));
        }
    }

    /// <summary>Prints a list in an object of another program's: whole as it came, or item by item, or as lines.</summary>
    public void PrintOwnList(JsonObject whole, IEnumerable<JsonObject> items, Action<TextWriter> text)
    {
        if (Format != OutputFormat.NdJson)
        {
            Print(whole, text);
            return;
        }

        foreach (var item in items)
        {
            PrintLine(JsonText.Of(item));
        }
    }

    /// <summary>Prints compact JSON on a line of its own.</summary>
    public void PrintLine(string json) => Out.WriteLine(WireText.Line(json));

    /// <summary>Says something beside the results, unless only they are wanted.</summary>
    public void Note(string line)
    {
        if (!IsQuiet)
        {
            Say(line);
        }
    }

    /// <summary>Says something on standard error in any case.</summary>
    public void Say(string line) => Error.WriteLine(line);

    /// <summary>
    /// Shows, where somebody watches, what is waited for until the next thing is printed; nothing if that comes at once.
    /// </summary>
    public void Wait(string what)
    {
        lock (_lock)
        {
            if (_waiting is not null)
            {
                _waiting.Change(what);
            }
            else if (_isLive)
            {
                _waiting = new WaitingLine(Terminal, what);
            }
        }
    }

    public void Dispose() => EndWait();

    private void Print(Func<string> json, Action<TextWriter> text)
    {
        switch (Format)
        {
            case OutputFormat.Json:
                Out.WriteLine(IndentedJson.Of(json()));
                break;
            case OutputFormat.NdJson:
                PrintLine(json());
                break;
            default:
                text(Out);
                break;
        }
    }

    private void EndWait()
    {
        lock (_lock)
        {
            _waiting?.Dispose();
            _waiting = null;
        }
    }
}
