using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>Colours where they tell something: states and verdicts. Off, texts stay as they are. Pure.</summary>
/// <param name="IsOn">Somebody watches, on a screen that has colours, and has not refused them.</param>
internal readonly record struct Paint(bool IsOn)
{
    private const string Plain = "\u001b[0m";
    private const string Red = "\u001b[31m";
    private const string Green = "\u001b[32m";
    private const string Yellow = "\u001b[33m";
    private const string Magenta = "\u001b[35m";
    private const string Cyan = "\u001b[36m";

    /// <summary>The name of a state as people are shown it, such as <c>input-required</c>.</summary>
    public string State(TaskState state) => State(state.DisplayName);

    /// <summary>A state's name from outside; one that is unknown stays as it is, escaped.</summary>
    public string State(string name) => In(Colour(name), WireText.Line(name));

    /// <summary>The state of a delivery or of a gate, from outside; one that is unknown stays as it is. The text is escaped already.</summary>
    public string Delivery(string name) => In(
        name switch
        {
            "delivered" or "redelivered" or "open" => Green,
            "dead" => Red,
            "gone" or "held" or "overflowed" => Yellow,
            "waiting" or "due" => Cyan,
            _ => "",
        },
        WireText.Line(name));

    public string Verdict(bool holds) => holds ? In(Green, "PASS") : In(Red, "FAIL");

    private string In(string colour, string text) => IsOn && colour.Length > 0 ? $"{colour}{text}{Plain}" : text;

    private static string Colour(string state) => state switch
    {
        "completed" => Green,
        "failed" or "rejected" => Red,
        "canceled" => Yellow,
        "input-required" or "auth-required" => Magenta,
        "working" or "submitted" => Cyan,
        _ => "",
    };
}
