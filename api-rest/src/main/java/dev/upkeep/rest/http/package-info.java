/** What a server hands in and what it is to send: requests and answers, no server known. */
@NullMarked
package dev.upkeep.rest.http;

import org.jspecify.annotations.NullMarked;
