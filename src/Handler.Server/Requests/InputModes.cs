using System.Collections.Frozen;
using Handler.Protocol;
using Handler.Protocol.Errors;

namespace Handler.Server.Requests;

/// <summary>
/// Which media types the agent takes in the parts of a message (A2A 1.0, 3.1.1): those that its card names, for the agent or for one of its
/// skills. A part that names none is always taken. Pure.
/// </summary>
internal sealed class InputModes
{
    private const string Any = "*/*";
    private const int LongestText = 80;

    private readonly FrozenSet<string> _modes;

    private InputModes(IEnumerable<string> modes) => _modes = modes.Select(TypeOf).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Everything.</summary>
    public static InputModes All { get; } = new([Any]);

    /// <summary>Those of the agent's cards, the extended one's among them.</summary>
    public static InputModes Of(AgentProfile profile)
    {
        var cards = profile.ExtendedCard is { } extended ? (AgentCard[])[profile.Card, extended] : [profile.Card];
        var modes = new InputModes(cards.SelectMany(card => card.DefaultInputModes.Concat(card.Skills.SelectMany(skill => skill.InputModes ?? []))));

        // Older cards say "text" and the like: no media types, by which parts could not be judged.
        return modes._modes.Any(mode => mode == Any || !mode.Contains('/', StringComparison.Ordinal)) ? All : modes;
    }

    /// <summary>Refuses a message with a part that the agent does not take.</summary>
    /// <exception cref="A2AException">ContentTypeNotSupported.</exception>
    public void Check(Message message)
    {
        for (var index = 0; index < message.Parts.Count; index++)
        {
            if (!Takes(message.Parts[index]))
            {
                throw Refusal(index, message.Parts[index].MediaType!);
            }
        }
    }

    private bool Takes(Part part) => string.IsNullOrWhiteSpace(part.MediaType) || Takes(TypeOf(part.MediaType), part.Text is not null);

    private bool Takes(string type, bool isText)
    {
        var family = type.Split('/')[0];
        return _modes.Contains(Any)
            || _modes.Contains(type)
            || _modes.Contains($"{family}/*")
            || (type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) && _modes.Contains(A2AMediaTypes.Json))
            // Text is text: who takes plain text is not asked whether it takes Markdown.
            || (isText && family.Equals("text", StringComparison.OrdinalIgnoreCase) && _modes.Any(mode => mode.StartsWith("text/", StringComparison.OrdinalIgnoreCase)));
    }

    private A2AException Refusal(int index, string mediaType)
    {
        var (found, supported) = (Shorten(mediaType), string.Join(", ", _modes.Order(StringComparer.Ordinal)));
        return new A2AException(
            A2AErrorCode.ContentTypeNotSupported,
            $"Part {index + 1} of the message is of the media type '{found}', which this agent does not take. It takes {supported} (input modes of its card), and parts that name no media type.")
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["contentType"] = found, ["supported"] = supported },
        };
    }

    private static string Shorten(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");

    /// <summary>Without parameters, such as a charset.</summary>
    private static string TypeOf(string mediaType) => mediaType.Split(';')[0].Trim();
}
