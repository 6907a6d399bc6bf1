namespace Handler.Protocol.V03;

/// <summary>A file: exactly one of <see cref="Bytes"/> and <see cref="Uri"/> is set (A2A 0.3, 6.6).</summary>
public sealed record V03FileContent : WireObject
{
    /// <summary>A name, such as <c>report.pdf</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The media type.</summary>
    public string? MimeType { get; init; }

    /// <summary>The content, base64 on the wire.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>Where the content can be had.</summary>
    public string? Uri { get; init; }
}
