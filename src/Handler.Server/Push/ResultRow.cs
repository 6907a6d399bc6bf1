namespace Handler.Server.Push;

/// <summary>The rows of the table of results (delivery.md section 2).</summary>
internal enum ResultRow
{
    /// <summary>2xx.</summary>
    Delivered,

    /// <summary>No connection, no answer in time, 408, 425, 429, 5xx: it may succeed later.</summary>
    Later,

    /// <summary>Refused in a way that a deploy or a key rotation may lift: 3xx, most of 4xx, an address forbidden after a look-up.</summary>
    Refused,

    /// <summary>The body itself was refused: 400, 413, 415, 422.</summary>
    RefusedStrictly,

    /// <summary>410.</summary>
    Gone,

    /// <summary>The policy forbids what the URL says.</summary>
    Forbidden,
}
