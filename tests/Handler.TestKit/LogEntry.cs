using Microsoft.Extensions.Logging;

namespace Handler.TestKit;

/// <summary>One line as it was logged.</summary>
/// <param name="Category">The logger's name, mostly a type's full name.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Event">The event's id and name, as <c>[LoggerMessage]</c> gave them.</param>
/// <param name="Message">The text, formatted.</param>
/// <param name="Properties">The values behind the placeholders, by name, and <c>{OriginalFormat}</c>.</param>
/// <param name="Exception">What was thrown, if anything.</param>
public sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId Event,
    string Message,
    IReadOnlyDictionary<string, object?> Properties,
    Exception? Exception)
{
    /// <summary>The value behind the placeholder <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">The line has no such placeholder.</exception>
    public object? this[string name] => Properties.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"\"{Message}\" was logged without {name}; it has {string.Join(", ", Properties.Keys)}.");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Level} {Category}[{Event.Id} {Event.Name}] {Message}{(Exception is null ? "" : " " + Exception)}";
}
