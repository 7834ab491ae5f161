namespace ProtocolKit.Generated;

/// <summary>Where an octet stands in an element.</summary>
internal enum XmlPlace : byte
{
    /// <summary>Nothing has been looked at.</summary>
    Untouched,

    /// <summary>All that was there has been read at once, and was not enough; nothing of it is remembered.</summary>
    Glanced,

    /// <summary>Before the first tag.</summary>
    Before,

    /// <summary>Behind <c>&lt;?</c>.</summary>
    Declaration,

    /// <summary>Between tags.</summary>
    Content,

    /// <summary>Behind <c>&lt;</c>.</summary>
    TagStart,

    /// <summary>In a start tag's name.</summary>
    Name,

    /// <summary>Behind the colon in it.</summary>
    NameColon,

    /// <summary>In its local part.</summary>
    NameLocal,

    /// <summary>Behind white space in a start tag.</summary>
    BeforeAttribute,

    /// <summary>In an attribute's name.</summary>
    Attribute,

    /// <summary>Behind the colon in it.</summary>
    AttributeColon,

    /// <summary>In its local part.</summary>
    AttributeLocal,

    /// <summary>Behind white space behind it.</summary>
    BeforeEquals,

    /// <summary>Behind its equals sign.</summary>
    BeforeValue,

    /// <summary>In a value in single quotes.</summary>
    SingleQuoted,

    /// <summary>In a value in double quotes.</summary>
    DoubleQuoted,

    /// <summary>Behind a value.</summary>
    AfterValue,

    /// <summary>Behind the slash that ends an empty element.</summary>
    Slash,

    /// <summary>Behind <c>&lt;/</c>.</summary>
    EndTagStart,

    /// <summary>In an end tag's name.</summary>
    EndName,

    /// <summary>Behind the colon in it.</summary>
    EndColon,

    /// <summary>In its local part.</summary>
    EndLocal,

    /// <summary>Behind white space in an end tag.</summary>
    AfterEndName,

    /// <summary>Behind a start tag.</summary>
    StartTagEnd,

    /// <summary>Behind an empty element.</summary>
    EmptyElementEnd,

    /// <summary>Behind an end tag.</summary>
    EndTagEnd,

    /// <summary>Behind the message.</summary>
    Complete,

    /// <summary>This is no element.</summary>
    Malformed,
}
